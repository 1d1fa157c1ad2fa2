import { existsSync } from "node:fs";

import { afterEach, beforeEach, expect, test } from "vitest";

import { runStateSchema } from "../../src/schema/run.ts";
import { runEstimateSchema, spendingReportSchema } from "../../src/schema/spending.ts";
import { openSandbox, type Sandbox } from "./epic.ts";
import { installReviewer, PERSONAS } from "./reviewer.ts";

const CREATE = ["create", "Members renew loans online", "--quiet"];

let box: Sandbox;
beforeEach(() => {
  box = openSandbox();
});
afterEach(() => {
  box[Symbol.dispose]();
});

test("--estimate says what a run would take, asks nobody and leaves nothing behind", async () => {
  const asked = installReviewer(box, { personas: ["architect"] });
  const { code, stdout } = await box.epic([...CREATE, "--estimate", "--json"]);
  expect(code).toBe(0);
  const { personas, total } = runEstimateSchema.parse(JSON.parse(stdout));
  expect(personas.map(({ persona }) => persona)).toEqual(PERSONAS);
  expect(personas[0]).toMatchObject({ kind: "free", costUsd: { high: 0 } });
  expect(personas[1]).toMatchObject({ kind: "unknown", provider: "reviewer" });
  expect(total).toMatchObject({ unknown: 1, calls: { expected: 1, most: 4 } });
  expect(asked()).toEqual([]);
  expect(existsSync(box.path(".ai/state"))).toBe(false);
});

test("an estimate of what the rulebook answers is 0, and for people it is a table", async () => {
  const { code, stdout } = await box.epic([...CREATE, "--estimate"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^PERSONA .*\nproduct-owner +rulebook +0 +0 +0 +0\.00\n/);
  expect(stdout).toContain("Nobody is called and nothing is spent");
  expect(existsSync(box.path(".ai"))).toBe(false);
});

test("--max-cost stops at a checkpoint with exit 3, and the command that it names goes on", async () => {
  const asked = installReviewer(box);
  const stopped = await box.epic([...CREATE, "--max-cost", "0.06"]);
  expect(stopped).toMatchObject({ code: 3, stdout: "" });
  expect(stopped.stderr).toMatch(
    /^error: The budget does not reach for security-specialist: 0\.060 USD of 0\.060 USD are spent\n/,
  );
  expect(asked()).toEqual(PERSONAS.slice(0, 2));

  const command = /epic (resume cp-\w+) --max-cost 0\.12$/m.exec(stopped.stderr)?.[1] ?? "";
  expect(command).not.toBe("");
  const again = await box.epic(command.split(" "));
  expect(again).toMatchObject({ code: 3, stdout: "" });
  expect(asked()).toHaveLength(2);

  const resumed = await box.epic([...command.split(" "), "--max-cost", "1", "--json", "--quiet"]);
  expect(resumed.code).toBe(0);
  expect(asked()).toEqual(PERSONAS);
});

test("as JSON the refusal has its code, and the run its expenses", async () => {
  installReviewer(box);
  const { code, stdout } = await box.epic([...CREATE, "--max-tokens", "12000", "--json"]);
  expect(code).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({
    error: { code: "BUDGET_EXCEEDED", hint: expect.stringContaining("--max-tokens") },
  });
  const { stdout: status } = await box.epic(["status", "--json"]);
  const { expenses, request } = runStateSchema.parse(JSON.parse(status));
  expect(expenses).toMatchObject([
    { persona: "product-owner", costUsd: 0.03 },
    { persona: "architect", costUsd: 0.03 },
  ]);
  expect(request.options.maxTokens).toBe(12_000);
});

test("a budget of nothing lets the rulebook answer and nobody else", async () => {
  const asked = installReviewer(box, { personas: ["devops-engineer"] });
  expect((await box.epic([...CREATE, "--max-cost", "0"])).code).toBe(3);
  expect(asked()).toEqual([]);
  using other = openSandbox();
  expect((await other.epic([...CREATE, "--max-cost", "0"])).code).toBe(0);
});

test("who does not say what it took cannot be held to a budget", async () => {
  const asked = installReviewer(box, { usage: null });
  const { code, stderr } = await box.epic([...CREATE, "--max-cost", "5"]);
  expect(code).toBe(3);
  expect(stderr).toContain("cannot be kept: reviewer did not say what it cost");
  expect(asked()).toEqual(["product-owner"]);
});

test("a price of the configuration counts, and without one the cost is unknown", async () => {
  const usage = { model: "own-7b", inputTokens: 1_000_000, outputTokens: 0 };
  installReviewer(box, { personas: ["architect"], usage });
  await box.epic(CREATE);
  expect((await box.epic(["show", "latest", "--cost"])).stdout).toMatch(/architect .* unknown /);
  installReviewer(box, {
    personas: ["architect"],
    usage,
    config: "prices: { own-7b: { input: 0.5, output: 1 } }",
  });
  await box.epic([...CREATE, "--no-cache"]);
  expect((await box.epic(["show", "latest", "--cost"])).stdout).toMatch(/architect .* 0\.50 /);
});

test("what was spent is told by run and in all; cached and kept answers show as saved", async () => {
  installReviewer(box);
  await box.epic([...CREATE, "--max-cost", "0.06", "--project", "library"]);
  await box.epic(["resume", "latest", "--max-cost", "1", "--quiet"]);
  const report = async (...args: readonly string[]) => {
    const { code, stdout } = await box.epic([...args, "--json"]);
    expect(code).toBe(0);
    return spendingReportSchema.parse(JSON.parse(stdout));
  };
  expect((await report("show", "latest", "--cost")).total).toMatchObject({
    attempts: 6,
    costUsd: 0.18,
    saved: { answers: 2, costUsd: 0.06 },
  });
  await box.epic(CREATE);
  expect((await report("show", "latest", "--cost")).total).toMatchObject({
    attempts: 0,
    saved: { answers: 6, costUsd: 0.18 },
  });
  const all = await report("cost");
  expect(all.total).toMatchObject({ costUsd: 0.18, saved: { answers: 8, costUsd: 0.24 } });
  expect(all.models.map(({ name }) => name)).toEqual(["claude-sonnet-5-5"]);
  expect(all.projects.map(({ name, costUsd }) => [name, costUsd])).toEqual([
    ["library", 0.18],
    ["", 0],
  ]);
  expect((await report("cost", "--since", "2999-01-01")).total.attempts).toBe(0);
  const { stdout } = await box.epic(["cost", "--since", "7d"]);
  expect(stdout).toMatch(
    /^PERSONA [^]+\nMODEL [^]+\nPROJECT [^]+\nSpent {3}0\.18 USD in 6 attempts/,
  );
});

test("where nothing was ever spent, that is said", async () => {
  expect((await box.epic(["cost"])).stdout).toBe("Spent   nothing: nobody who charges was asked\n");
});

test.each([
  [["create", "An epic", "--max-cost", "much"], '--max-cost does not take "much"'],
  [["create", "An epic", "--max-cost=-1"], '--max-cost does not take "-1"'],
  [["create", "An epic", "--max-tokens", "1.5"], '--max-tokens does not take "1.5"'],
  [["cost", "--since", "soon"], '"soon" is neither a duration nor a day'],
  [["cost", "--since", "2026-13-45"], '"2026-13-45" is no day'],
])("%j is refused with exit 2", async (args, sentence) => {
  const { code, stdout, stderr } = await box.epic(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^error: [^\n]+\nhint: [^\n]+\n$/);
  expect(stderr).toContain(sentence);
});

test("a fork does not pay again for the reviews that it takes along", async () => {
  const asked = installReviewer(box);
  await box.epic(CREATE);
  const { stdout } = await box.epic(["checkpoints", "latest", "--json"]);
  const checkpoints: { id: string; event: { kind: string; persona?: string } }[] =
    JSON.parse(stdout);
  const after = checkpoints.find(
    ({ event }) => event.kind === "reviewed" && event.persona === "security-specialist",
  );
  const forked = await box.epic(["fork", after?.id ?? "", "--quiet", "--no-cache"]);
  expect(forked.code).toBe(0);
  expect(asked()).toHaveLength(9);
  const report = await box.epic(["show", "latest", "--cost", "--json"]);
  expect(spendingReportSchema.parse(JSON.parse(report.stdout)).total).toMatchObject({
    attempts: 3,
    costUsd: 0.09,
    saved: { answers: 3, costUsd: 0.09 },
  });
});
