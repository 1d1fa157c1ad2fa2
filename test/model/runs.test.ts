import * as fc from "fast-check";
import { expect, test } from "vitest";

import { memoryMedium } from "../../src/adapters/memory/medium.ts";
import { memoryStateStore } from "../../src/adapters/memory/state-store.ts";
import { openDatabase } from "../../src/adapters/sqlite/database.ts";
import { sqliteStateStore } from "../../src/adapters/sqlite/state-store.ts";
import { request } from "../fakes/coordinator.ts";
import { COMMANDS } from "./commands.ts";
import { checkInvariants, type Memory } from "./invariants.ts";
import { openWorld, type World } from "./world.ts";

/** More with EPIC_MODEL_RUNS, as for a night. */
const RUNS = Number(process.env["EPIC_MODEL_RUNS"] ?? 120);

const PATIENCE = { timeout: 60_000 + RUNS * 500 };

type OpenStore = Parameters<typeof openWorld>[0];

const overMemory: OpenStore = (clock, gone) =>
  memoryStateStore(memoryMedium(), clock, { isAlive: (owner) => !gone.has(owner) });

async function overSqlite(): Promise<OpenStore> {
  const db = await openDatabase(":memory:");
  return (clock, gone) => sqliteStateStore(db, clock, { isAlive: (owner) => !gone.has(owner) });
}

/** A history that breaks an invariant, told as fast-check does; undefined where none was found. */
async function brokenBy(openStore: () => Promise<OpenStore>): Promise<string | undefined> {
  const details = await fc.check(
    fc.asyncProperty(
      fc.constantFrom<World["execution"]>("sequential", "parallel"),
      fc.commands(COMMANDS, { maxCommands: 12, size: "+1" }),
      async (execution, commands) => {
        const world = openWorld(await openStore(), execution);
        try {
          await fc.asyncModelRun(() => ({ model: new Map() as Memory, real: world }), commands);
        } finally {
          await world.store[Symbol.asyncDispose]();
        }
      },
    ),
    { numRuns: RUNS },
  );
  return fc.asyncDefaultReportMessage(details);
}

test(
  "over memory, any interleaving of processes that complete, fail and die keeps what was done",
  PATIENCE,
  async () => {
    expect(await brokenBy(() => Promise.resolve(overMemory))).toBeUndefined();
  },
);

test(
  "over SQLite, any interleaving of processes that complete, fail and die keeps what was done",
  PATIENCE,
  async () => {
    expect(await brokenBy(overSqlite)).toBeUndefined();
  },
);

test("the invariants notice a review that is lost, and one that is done twice", async () => {
  const world = openWorld(overMemory, "sequential");
  const memory: Memory = new Map();
  await world.coordinator({ failing: [], killed: undefined }).execute(request());
  await checkInvariants(world, memory);
  const history = await world.store.load("latest");
  const forged = (steps: typeof history): World => ({
    ...world,
    store: { ...world.store, load: () => Promise.resolve(steps) },
  });
  const lost = forged(history.slice(0, -2));
  await expect(checkInvariants(lost, memory)).rejects.toThrow("to deeply equal");
  const [, , reviewed] = history;
  const again = { ...reviewed!, id: "cp-again", sequence: history.length + 1 };
  const twice = forged([...history, again]);
  await expect(checkInvariants(twice, new Map())).rejects.toThrow("not to be 'completed'");
});
