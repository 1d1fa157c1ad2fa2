import { statSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { afterEach, beforeEach, expect, test } from "vitest";

import { cacheStatsSchema } from "../../src/schema/cache.ts";
import { openSandbox, type Sandbox } from "./epic.ts";

const EPIC = "Customers can return an order of our web shop online and are paid back by card.";
const NEARLY = "Customers can return orders of our web shop online and are paid back by card!";
const OTHER = "Members of the city library renew their loans at a kiosk in the hall.";

let box: Sandbox;
beforeEach(() => {
  box = openSandbox();
});
afterEach(() => {
  box[Symbol.dispose]();
});

async function stats() {
  const { stdout } = await box.epic(["cache", "stats", "--json"]);
  return cacheStatsSchema.parse(JSON.parse(stdout));
}

test("answers to a description that is like another are dropped; the near ones are told and kept", async () => {
  await box.epic(["create", EPIC, "--quiet"]);
  await box.epic(["create", OTHER, "--quiet"]);
  const near = await box.epic(["cache", "invalidate", "--similar", NEARLY, "--threshold", "0.99"]);
  expect(near.stdout).toMatch(
    /^0 answers dropped\n 9\d% alike {2}Customers can return .* \(near, kept\)\n$/,
  );
  const { code, stdout } = await box.epic(["cache", "invalidate", "--similar", NEARLY, "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    removed: 6,
    similar: [{ description: EPIC, answers: 6, dropped: true }],
  });
  expect((await stats()).entries).toBe(6);
});

test("a near match is reported where the cache alone may answer, and never used", async () => {
  await box.epic(["create", EPIC, "--quiet"]);
  const { code, stdout, stderr } = await box.epic(["create", NEARLY, "--cache", "only"]);
  expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  expect(stderr).toMatch(
    /^The cache has 6 answers to a similar description, which are not used \(9\d% alike: Customers/,
  );
  const estimate = await box.epic(["create", NEARLY, "--estimate"]);
  expect(estimate.stderr).toContain("which are not used");
  expect((await box.epic(["create", OTHER, "--estimate"])).stderr).toBe("");
  expect((await box.epic(["create", EPIC, "--estimate"])).stderr).toBe("");
});

test("the cache keeps to its size: what was used least recently makes room", async () => {
  const env = { EPIC_CACHE_BYTES: "40KB" };
  for (let at = 0; at < 6; at += 1) await box.epic(["create", `${EPIC} ${at}`, "--quiet"], { env });
  const { bytes, entries } = await stats();
  expect(bytes).toBeLessThanOrEqual(40 * 1024);
  expect(entries).toBeGreaterThan(6);
  const { stderr } = await box.epic(["create", `${EPIC} 5`, "--cache", "only"], { env });
  expect(stderr).not.toContain("error");
  expect(
    (await box.epic(["create", `${EPIC} 0`, "--cache", "only", "--quiet"], { env })).code,
  ).toBe(3);
  expect((await box.epic(["cache", "stats"], { env })).stdout).toMatch(/^Size .* of 40 KB$/m);
});

test("purge removes what nothing refers to, and every epic can still be shown", async () => {
  await box.epic(["create", EPIC, "--quiet"]);
  // Of a run that was never begun nothing but its answers were kept.
  await box.epic(["create", OTHER, "--quiet"]);
  const shown = await box.epic(["show", "latest", "--json"]);
  await box.epic(["cache", "clear"]);
  const { code, stdout } = await box.epic(["cache", "purge", "--json"]);
  expect(code).toBe(0);
  // What was derived for the cache alone: the assessments of two epics.
  expect(JSON.parse(stdout)).toMatchObject({ objects: 2, compacted: true });
  expect((await box.epic(["show", "latest", "--json"])).stdout).toBe(shown.stdout);
  expect((await box.epic(["cache", "purge"])).stdout).toBe("0 bodies removed, 0 KB\n");
  expect(statSync(box.path(".ai/state/epic.db")).size).toBeGreaterThan(0);
});

test("an answer outlives neither its day nor a change of what was asked", async () => {
  const clock = box.path("clock.mjs");
  writeFileSync(clock, "const now = Date.now; Date.now = () => now() + 24 * 3_600_000;\n");
  const aDayOn = { NODE_OPTIONS: `--import ${pathToFileURL(clock).href}` };
  const sources = async (
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ) => {
    const { stdout } = await box.epic(["create", EPIC, "--json", "--quiet", ...args], { env });
    const { epic }: { epic: { personas: { metadata: { source: string } }[] } } = JSON.parse(stdout);
    return [...new Set(epic.personas.map(({ metadata }) => metadata.source))];
  };
  expect(await sources()).toEqual(["rulebook"]);
  expect(await sources()).toEqual(["cache"]);
  expect(await sources(["--mode", "mvp"])).toEqual(["rulebook"]);
  expect(await sources(["--cache", "read"], aDayOn)).toEqual(["rulebook"]);
});

test.each([
  [["cache", "invalidate", "--threshold", "0.5"], "--threshold says nothing without --similar"],
  [["cache", "invalidate", "--similar", "x", "--threshold", "2"], '--threshold does not take "2"'],
  [["cache", "invalidate", "--similar", "x", "--threshold", "much"], 'does not take "much"'],
])("%j is refused", async (args, sentence) => {
  const { code, stdout, stderr } = await box.epic(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(sentence);
});
