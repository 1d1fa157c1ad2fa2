import { mkdirSync, writeFileSync } from "node:fs";

import { afterEach, beforeEach, expect, test } from "vitest";

import { epicResponseSchema } from "../../src/schema/epic.ts";
import { failureSchema } from "../../src/schema/error.ts";
import { ended, openSandbox, outcomeOf, type Sandbox } from "./epic.ts";
import { installReviewer } from "./reviewer.ts";
import { comparable } from "./same-epic.ts";

let box: Sandbox;
beforeEach(() => {
  box = openSandbox();
});
afterEach(() => {
  box[Symbol.dispose]();
});

const requestOf = (description: string, rest: object = {}) =>
  `${JSON.stringify({ description, ...rest })}\n`;

interface Document {
  readonly line: number;
  readonly epic?: { readonly description: string };
  readonly error?: { readonly code: string; readonly message: string };
}

function documentsOf(stdout: string): readonly Document[] {
  return stdout
    .trim()
    .split("\n")
    .map((text): Document => JSON.parse(text));
}

function linesIn(documents: readonly Document[]): readonly number[] {
  return documents.map(({ line }) => line).toSorted((a, b) => a - b);
}

test("each line gets its epic, the same that create makes of it", async () => {
  const descriptions = ["Customers return an order online", "Members renew loans", "Staff sign in"];
  writeFileSync(box.path("in.jsonl"), descriptions.map((each) => requestOf(each)).join(""));
  const { code, stdout, stderr } = await box.epic(["batch", "in.jsonl"]);
  expect(code).toBe(0);
  expect(stderr).toMatch(/\n3 epics reviewed; at most \d waited\n$/);
  const documents = documentsOf(stdout);
  expect(linesIn(documents)).toEqual([1, 2, 3]);
  for (const document of documents) {
    const { line, ...response } = document;
    expect(document.epic?.description).toBe(descriptions[line - 1]);
    const created = await box.epic([
      "create",
      descriptions[line - 1] ?? "",
      "--json",
      "--no-cache",
    ]);
    expect(comparable(JSON.stringify(response))).toEqual(comparable(created.stdout));
    expect(epicResponseSchema.parse(response)).toEqual(response);
  }
});

test("bad lines are told with their numbers, and do not stop the others", async () => {
  const input = [
    '"A description alone"\n',
    "{ no JSON\n",
    "\n",
    requestOf("", {}),
    requestOf("An epic", { moed: "mvp" }),
    "[1]\n",
    requestOf("Members renew loans", { mode: "mvp" }).trim(),
  ].join("");
  const { code, stdout, stderr } = await box.epic(["batch", "-"], { input });
  expect(code).toBe(2);
  const documents = documentsOf(stdout);
  const failures = documents.slice(0, -1).filter(({ error }) => error);
  expect(linesIn(failures)).toEqual([2, 4, 5, 6]);
  for (const { line: _line, ...failure } of failures) failureSchema.parse(failure);
  expect(linesIn(documents.filter(({ epic }) => epic))).toEqual([1, 7]);
  expect(stderr).toMatch(/error: 4 of 6 requests failed: Line 2: it is no JSON/);
});

test("requests are reviewed while the input is still open", async () => {
  const child = box.spawn(["batch", "-", "--quiet"]);
  child.stdin?.write(requestOf("Members renew loans"));
  const first = await new Promise<string>((resolve) => {
    child.stdout?.once("data", (chunk: Buffer) => resolve(chunk.toString()));
  });
  expect(first).toMatch(/^\{"line":1,/);
  expect((await ended(child, { input: requestOf("Staff sign in") })).code).toBe(0);
});

test("of those that wait the critical one goes first", async () => {
  const priorities = ["low", "low", "low", "low", "critical"];
  const lines = priorities.map((priority, at) =>
    requestOf(`Epic ${at}`, { metadata: { priority } }),
  );
  writeFileSync(box.path("in.jsonl"), lines.join(""));
  const { stdout } = await box.epic(["batch", "in.jsonl", "--concurrency", "1", "--quiet"]);
  const order = documentsOf(stdout).map(({ line }) => line);
  expect(order.indexOf(5)).toBeLessThan(order.indexOf(2));
  expect(order.indexOf(5)).toBeLessThan(order.indexOf(4));
});

test("a review that takes too much memory fails alone", async () => {
  const huge = "Members can upload an image of their card. ".repeat(20_000);
  const input = requestOf(huge) + requestOf("Members renew loans");
  const env = { EPIC_MEMORY_LIMIT: "45MB" };
  const { code, stdout } = await box.epic(["batch", "-", "--quiet"], { input, env });
  expect(code).toBe(2);
  const documents = documentsOf(stdout);
  expect(documents.find(({ line }) => line === 1)?.error).toMatchObject({
    code: "INVALID_INPUT",
    message: "product-owner: The review takes more than 45 MB of memory",
  });
  expect(documents.find(({ line }) => line === 2)?.epic).toBeDefined();
});

test("Ctrl-C saves what is under way and begins nothing more", async () => {
  const lines = Array.from({ length: 300 }, (_, at) => requestOf(`Members renew loan ${at}`));
  writeFileSync(box.path("in.jsonl"), lines.join(""));
  const child = box.spawn(["batch", "in.jsonl", "--quiet"]);
  child.stdout?.once("data", () => child.kill("SIGINT"));
  const { code, stdout } = await outcomeOf(child);
  expect(code).toBe(130);
  expect(documentsOf(stdout).length).toBeLessThan(300);
});

test("the gate counts for each epic, and an input without a request is no success", async () => {
  const input = requestOf("Customers return an order online", { mode: "enterprise" });
  const gated = await box.epic(["batch", "-", "--fail-on", "blocking", "--quiet"], { input });
  expect(gated.code).toBe(1);
  const empty = await box.epic(["batch", "-"], { input: "\n\n" });
  expect(empty.code).toBe(2);
  expect(empty.stderr).toMatch(/error: Standard input holds no request\n/);
  const missing = await box.epic(["batch", "nowhere.jsonl"]);
  expect(missing).toMatchObject({ code: 2, stdout: "" });
});

/** Takes its time, so that it is at work for one epic while another one is finished. */
const SLOW = `export default { name: "slow", version: "1.0.0", hooks: {
  async afterPersona(persona, output) {
    await new Promise((resolve) => setTimeout(resolve, persona.length));
    return { ...output, insights: [...output.insights, "seen"] };
  },
} };`;

test("plugins that are trusted for this once see every review of every epic", async () => {
  mkdirSync(box.path(".ai"));
  writeFileSync(box.path(".ai/config.yml"), "plugins: [{ use: ./slow.mjs, failure: fatal }]\n");
  writeFileSync(box.path("slow.mjs"), SLOW);
  const input = Array.from({ length: 6 }, (_, at) => requestOf(`Members renew loan ${at}`)).join(
    "",
  );
  const refused = await box.epic(["batch", "-", "--quiet"], { input });
  expect(refused.code).toBe(5);
  const [hash = ""] = /sha256:\w{64}/.exec(refused.stdout) ?? [];
  const run = await box.epic(["batch", "-", "--quiet", "--trust", hash], { input });
  expect(run).toMatchObject({ code: 0, stderr: "" });
  const epics = run.stdout
    .trim()
    .split("\n")
    .map((line) => epicResponseSchema.parse(responseIn(line)));
  expect(epics).toHaveLength(6);
  for (const { personas } of epics.map(({ epic }) => epic)) {
    expect(personas.map(({ insights }) => insights.at(-1))).toEqual(personas.map(() => "seen"));
  }
});

function responseIn(text: string): object {
  const { line: _line, ...response }: Document = JSON.parse(text);
  return response;
}

test("flags of create mean the same: who reviews, and that no call leaves this machine", async () => {
  const description = "Members renew library loans online";
  const input = requestOf(description);
  const flags = ["--personas", "auto", "--enforce-devops", "--no-cache", "--quiet"];
  const many = await box.epic(["batch", "-", ...flags], { input });
  const one = await box.epic(["create", description, "--json", ...flags]);
  expect(comparable(JSON.stringify(responseIn(many.stdout)))).toEqual(comparable(one.stdout));
  expect(epicResponseSchema.parse(responseIn(many.stdout)).epic.warnings.join()).toContain(
    "left out",
  );

  installReviewer(box, { personas: ["product-owner"] });
  const near = await box.epic(["batch", "-", "--quiet", "--no-egress"], { input });
  expect(near.code).toBe(5);
  expect(documentsOf(near.stdout)[0]?.error).toMatchObject({
    code: "NOT_ALLOWED",
    message: expect.stringContaining("--no-egress forbids to ask reviewer"),
  });
});
