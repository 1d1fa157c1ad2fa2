import { writeFileSync } from "node:fs";

import { afterEach, beforeEach, expect, test } from "vitest";

import { openRulebook } from "../../src/adapters/rulebook/rulebook.ts";
import { threadedRulebook } from "../../src/adapters/rulebook/threaded-rulebook.ts";
import { openWorkerPool } from "../../src/adapters/workers/worker-pool.ts";
import { buildPersonaInput, type EarlierReview } from "../../src/core/persona-input.ts";
import { personaOutput } from "../../src/core/persona-output.ts";
import { epicResponseSchema } from "../../src/schema/epic.ts";
import { epicRequestSchema } from "../../src/schema/request.ts";
import { estimation, shipped } from "../fakes/shipped-epic.ts";
import { openSandbox, outcomeOf, type Sandbox } from "./epic.ts";
import { installReviewer } from "./reviewer.ts";

let box: Sandbox;
beforeEach(() => {
  box = openSandbox();
});
afterEach(() => {
  box[Symbol.dispose]();
});

const WHO = ["Customers", "Support staff", "Administrators", "Drivers", "Auditors"];
const WHAT = [
  "upload invoices as PDF files",
  "search orders by name or e-mail address",
  "pay by credit card",
  "delete their account and all health records",
  "see charts that update live",
];
const HOW = ["within 300 ms", "for 2 million users", "using a screen reader", "while offline"];

/** No two sentences are alike, as in a text that somebody wrote. */
function longText(characters: number): string {
  const sentences: string[] = [];
  for (let at = 0, length = 0; length < characters; at += 1) {
    const [who, what, how] = [WHO[at % 5], WHAT[Math.floor(at / 5) % 5], HOW[at % 4]];
    const sentence = `${who} can ${what} ${how}, as ticket ${at} of area ${at * 7919} asks.`;
    sentences.push(sentence);
    length += sentence.length + 1;
  }
  return sentences.join(" ");
}

/** More than a thread of 45 MB can think about. */
const HUGE = 900_000;
const LITTLE = { EPIC_MEMORY_LIMIT: "45MB" };
const CREATE = ["create", "--file", "epic.md", "--json", "--quiet"];

/** The agent answers for these, and the rulebook for the only optional one that takes part. */
const REQUIRED = ["product-owner", "architect", "security-specialist"];

test("a review that takes too much memory fails alone, and can be asked again with more", async () => {
  const asked = installReviewer(box, { personas: REQUIRED, usage: null });
  writeFileSync(box.path("epic.md"), longText(HUGE));
  const exclude = ["--exclude", "performance-specialist", "devops-engineer"];
  const create = await box.epic([...CREATE, ...exclude], { env: LITTLE });
  expect(create).toMatchObject({ code: 0, stderr: "" });
  const { epic, summary } = epicResponseSchema.parse(JSON.parse(create.stdout));
  expect(epic.status).toBe("partial");
  expect(summary.personasCompleted).toBe(3);
  const reason = expect.stringContaining("The review takes more than 45 MB of memory");
  expect(epic.gaps).toEqual([{ persona: "accessibility-advocate", reason }]);

  const retry = await box.epic(["retry", "latest", "--json", "--quiet"]);
  expect(retry).toMatchObject({ code: 0, stderr: "" });
  expect(epicResponseSchema.parse(JSON.parse(retry.stdout)).epic.gaps).toEqual([]);
  expect(asked()).toEqual(REQUIRED);
});

test("a required persona says which limit it was and how to go on, and the run is not lost", async () => {
  writeFileSync(box.path("epic.md"), longText(HUGE));
  const create = await box.epic(CREATE.slice(0, 3), { env: LITTLE });
  expect(create).toMatchObject({ code: 2, stdout: "" });
  expect(create.stderr).toMatch(
    /error: product-owner: The review takes more than 45 MB of memory\nhint: raise performance\.memoryLimit, or shorten the description; then epic resume cp-[0-9a-z]+\n$/,
  );
  const [, id = ""] = /epic resume (\S+)\n$/.exec(create.stderr) ?? [];
  const resumed = await box.epic(["resume", id, "--json", "--quiet"]);
  expect(resumed).toMatchObject({ code: 0, stderr: "" });
  expect(epicResponseSchema.parse(JSON.parse(resumed.stdout)).epic.gaps).toEqual([]);
});

test("Ctrl-C is heard while a long description is read", async () => {
  writeFileSync(box.path("epic.md"), longText(HUGE));
  const child = box.spawn(["create", "--file", "epic.md"]);
  child.stderr?.once("data", () => child.kill("SIGINT"));
  const { code, stdout, stderr } = await outcomeOf(child);
  expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
  expect(stderr).toMatch(/error: Interrupted by SIGINT\nhint: epic resume cp-[0-9a-z]+\n$/);
  // In the program's own thread the signal would wait until the review is done and saved.
  const status = JSON.parse((await box.epic(["status", "--json"])).stdout);
  expect(status).toMatchObject({ status: "cancelled", completedPersonas: [] });
});

test("a thread thinks to the byte what the program itself thinks", async () => {
  await using pool = openWorkerPool({
    script: new URL("../../dist/review-worker.js", import.meta.url),
    data: estimation,
    size: 1,
    memoryLimitBytes: 2 ** 30,
  });
  const here = openRulebook(shipped, estimation);
  const run = (...of: Parameters<typeof pool.run>) => pool.run(...of);
  const there = threadedRulebook(here, shipped.personas, { takes: () => true, run });
  const request = epicRequestSchema.parse({ description: longText(20_000), mode: "enterprise" });
  const { signal } = new AbortController();
  const context = { signal, taskId: "", idempotencyKey: "", report() {}, admit() {}, spend() {} };

  const earlier: EarlierReview[] = [];
  for (const persona of shipped.personas) {
    const input = buildPersonaInput(request, persona, earlier);
    const adapter = here.adapterFor(persona);
    const said = await there.adapterFor(persona).execute(input, context);
    expect(JSON.stringify(said)).toBe(JSON.stringify(await adapter.execute(input, context)));
    earlier.push({ persona: persona.name, review: adapter.transform(said) });
  }
  const outputs = earlier.map(({ persona: name, review }, at) =>
    personaOutput(at, review, { name, hash: "", source: "rulebook", executionTime: 0 }),
  );
  const assessed = await there.assess(request, outputs, signal);
  expect(JSON.stringify(assessed)).toBe(JSON.stringify(here.assess(request, outputs)));
});
