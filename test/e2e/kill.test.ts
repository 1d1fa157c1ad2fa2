import { beforeAll, expect, test } from "vitest";

import { checkpointSchema, type RunEvent } from "../../src/schema/run.ts";
import { openSandbox, type Sandbox } from "./epic.ts";
import { comparable } from "./same-epic.ts";

const CREATE = [
  "create",
  "Customers return an order of our web shop online and are paid back by card.",
  "--mode",
  "standard",
  "--no-cache",
  "--json",
];
/** Of the start, of the first beginning, of each of six reviews with what begins next, of the end. */
const SAVES = 9;
const STEPS = Array.from({ length: SAVES }, (_, step) => step + 1);

let uninterrupted: unknown;

beforeAll(async () => {
  using sandbox = openSandbox();
  uninterrupted = comparable((await sandbox.epic(CREATE)).stdout);
});

async function eventsOf(sandbox: Sandbox): Promise<readonly RunEvent[]> {
  const { stdout } = await sandbox.epic(["checkpoints", "latest", "--json"]);
  return checkpointSchema
    .array()
    .parse(JSON.parse(stdout))
    .map(({ event }) => event);
}

test("a run has as many saves as these tests kill it at", async () => {
  using sandbox = openSandbox();
  const beyond = await sandbox.epic(CREATE, { env: { EPIC_FAULT: `before-save:${SAVES + 1}` } });
  expect(beyond).toMatchObject({ code: 0, signal: null });
  expect(await eventsOf(sandbox)).toHaveLength(14);
});

test.each([
  ...STEPS.map((step) => `after-save:${step}`),
  // Before the first save there is nothing yet that could be resumed.
  ...STEPS.slice(1).map((step) => `before-save:${step}`),
])("a run killed %s is finished by resume, without asking twice", async (fault) => {
  using sandbox = openSandbox();
  const killed = await sandbox.epic(CREATE, { env: { EPIC_FAULT: fault } });
  expect(killed).toMatchObject({ signal: "SIGKILL", stdout: "" });
  const before = await eventsOf(sandbox);
  const reviewed = before.flatMap((event) => (event.kind === "reviewed" ? [event.persona] : []));

  const resumed = await sandbox.epic(["resume", "latest", "--json"]);

  expect(resumed.code).toBe(0);
  expect(comparable(resumed.stdout)).toEqual(uninterrupted);
  const asked = [...resumed.stderr.matchAll(/^\[\d\/6\] ([a-z-]+): reviews$/gm)];
  expect(asked).toHaveLength(6 - reviewed.length);
  expect(reviewed.filter((persona) => asked.some(([, name]) => name === persona))).toEqual([]);
  const after = await eventsOf(sandbox);
  expect(after.slice(0, before.length)).toEqual(before);
  const reviews = after.flatMap((event) => (event.kind === "reviewed" ? [event.persona] : []));
  expect(new Set(reviews).size).toBe(6);
  expect(reviews).toHaveLength(6);
});

test("a run killed before anything was saved leaves nothing to resume", async () => {
  using sandbox = openSandbox();
  await sandbox.epic(CREATE, { env: { EPIC_FAULT: "before-save:1" } });
  expect(await sandbox.epic(["resume", "latest"])).toMatchObject({ code: 2, stdout: "" });
});

test("a resume that is killed can be resumed", async () => {
  using sandbox = openSandbox();
  await sandbox.epic(CREATE, { env: { EPIC_FAULT: "after-save:4" } });
  const second = await sandbox.epic(["resume", "latest"], { env: { EPIC_FAULT: "after-save:4" } });
  expect(second.signal).toBe("SIGKILL");
  const { code, stdout } = await sandbox.epic(["resume", "latest", "--json"]);
  expect(code).toBe(0);
  expect(comparable(stdout)).toEqual(uninterrupted);
});

test("a finished run is not run again: its epic is printed, with a note", async () => {
  using sandbox = openSandbox();
  const created = await sandbox.epic(CREATE);
  const resumed = await sandbox.epic(["resume", "latest", "--json"]);
  expect(resumed.code).toBe(0);
  expect(JSON.parse(resumed.stdout)).toEqual(JSON.parse(created.stdout));
  expect(resumed.stderr).toMatch(/^task-\w+: finished before, nothing was asked\n$/);
});
