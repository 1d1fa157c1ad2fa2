import { readFileSync, writeFileSync } from "node:fs";

import { afterEach, beforeEach, expect, test } from "vitest";

import { checkpointSchema } from "../../src/schema/run.ts";
import { openSandbox, type Sandbox } from "./epic.ts";
import { installReviewer } from "./reviewer.ts";
import { comparable } from "./same-epic.ts";

const EPIC = "Customers return an order of our web shop online and are paid back by card.";
const CREATE = ["create", EPIC, "--no-cache", "--json", "--quiet"];

let box: Sandbox;
beforeEach(() => {
  box = openSandbox();
});
afterEach(() => {
  box[Symbol.dispose]();
});

test.each(["mvp", "standard", "enterprise"])(
  "what the rulebook says is the same with and without --parallel, in %s mode",
  async (mode) => {
    const one = await box.epic([...CREATE, "--mode", mode]);
    const other = await box.epic([...CREATE, "--mode", mode, "--parallel"]);
    expect(other.code).toBe(0);
    expect(comparable(other.stdout)).toEqual(comparable(one.stdout));
  },
);

/** Notes when it begins and ends, so that one can see how many were at work at once. */
const OBSERVED = `
import { appendFileSync } from "node:fs";
const note = (sign) => appendFileSync("LOG", sign);
note("+");
process.on("exit", () => note("-"));
await new Promise((resolve) => setTimeout(resolve, 300));
await import("./answer.mjs");
`;

async function busiest(...args: readonly string[]): Promise<number> {
  installReviewer(box);
  const log = box.path("log");
  writeFileSync(log, "");
  writeFileSync(box.path("answer.mjs"), readFileSync(box.path("review.mjs")));
  writeFileSync(box.path("review.mjs"), OBSERVED.replace("LOG", log));
  box.trustAll();
  expect((await box.epic([...CREATE, ...args])).code).toBe(0);
  let atOnce = 0;
  let most = 0;
  for (const sign of readFileSync(log, "utf8")) {
    atOnce += sign === "+" ? 1 : -1;
    most = Math.max(most, atOnce);
  }
  return most;
}

test("--parallel lets agents work at once, as far as the workflow and the limit allow", async () => {
  expect(await busiest()).toBe(1);
  expect(await busiest("--parallel")).toBe(2);
  const { stdout } = await box.epic(["checkpoints", "latest", "--json"]);
  const began = checkpointSchema
    .array()
    .parse(JSON.parse(stdout))
    .flatMap(({ event }) => (event.kind === "began" ? [event.personas] : []));
  expect(began).toEqual([
    ["product-owner"],
    ["architect", "accessibility-advocate"],
    ["security-specialist", "performance-specialist"],
    ["devops-engineer"],
  ]);
});

test("EPIC_MAX_CONCURRENT=1 keeps them apart, and the epic is the same", async () => {
  installReviewer(box);
  const wide = await box.epic([...CREATE, "--parallel"]);
  const env = { EPIC_MAX_CONCURRENT: "1" };
  const narrow = await box.epic([...CREATE, "--parallel"], { env });
  expect(comparable(narrow.stdout)).toEqual(comparable(wide.stdout));
});
