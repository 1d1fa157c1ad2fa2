import {
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  integer,
  nat,
  oneof,
  record as recordOf,
} from "fast-check";
import { expect, test } from "vitest";

import { memoryMedium } from "../../src/adapters/memory/medium.ts";
import { memoryStateStore } from "../../src/adapters/memory/state-store.ts";
import { openDatabase } from "../../src/adapters/sqlite/database.ts";
import { sqliteStateStore } from "../../src/adapters/sqlite/state-store.ts";
import { EpicError } from "../../src/core/errors.ts";
import { storedObject } from "../../src/core/hash.ts";
import type { Lease, StateStore } from "../../src/ports/state-store.ts";
import { handClock, record, review } from "../contracts/records.ts";

/** Ids that are beginnings of one another, and long enough to be searched for by their beginning. */
const TASKS = ["task-a", "task-ab", "other"] as const;
const OWNERS = ["host:1:a", "host:2:b", "host:3:c"] as const;
const STATUSES = ["running", "completed", "failed"] as const;
const REFERENCES = ["latest", "task", "task-a", "task-a.", "task-a.1", "task-ab.2", "othe", "epic"];
const objects = ["one", "two"].map((text) => storedObject("review", review(text)));

const action = oneof(
  recordOf({
    kind: constant("claim"),
    taskId: constantFrom(...TASKS),
    owner: constantFrom(...OWNERS),
    ttlMs: integer({ min: 1, max: 500 }),
  }),
  recordOf({
    kind: constant("save"),
    lease: nat(20),
    /** Mostly the next checkpoint, at times one that is not. */
    skip: constantFrom(0, 0, 0, 0, 0, 1, -1),
    status: constantFrom(...STATUSES),
    copied: constantFrom(false, false, false, true),
    object: constantFrom(...objects),
  }),
  recordOf({ kind: constant("release"), lease: nat(20) }),
  recordOf({ kind: constant("wait"), ms: integer({ min: -1000, max: 1000 }) }),
  recordOf({ kind: constant("die"), owner: constantFrom(...OWNERS) }),
  recordOf({ kind: constant("load"), reference: constantFrom(...REFERENCES) }),
  recordOf({ kind: constant("bodies"), object: constantFrom(...objects) }),
  recordOf({
    kind: constant("list"),
    query: recordOf(
      { status: constantFrom(...STATUSES), limit: constantFrom(0, 1, 2) },
      { requiredKeys: [] },
    ),
  }),
);
type Action = typeof action extends { generate: (...of: never[]) => { value: infer T } }
  ? T
  : never;

/** What the test itself remembers: the leases it was given and how far each run is. */
function world() {
  return {
    clock: handClock(),
    gone: new Set<string>(),
    leases: [] as Lease[],
    saved: new Map<string, number>(),
  };
}
type World = ReturnType<typeof world>;

const isAlive = (gone: ReadonlySet<string>) => (owner: string) =>
  gone.has(owner) ? false : undefined;

/** What came of it: a value, or the code of the error. */
async function outcome(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof EpicError) return { code: error.code };
    throw error;
  }
}

async function act(store: StateStore, does: Action, now: World): Promise<unknown> {
  switch (does.kind) {
    case "claim":
      return await store.claim(does);
    case "save":
      return await saveStep(store, does, now);
    case "release":
      return await store.release(someLease(now, does.lease));
    case "load":
      return await store.load(does.reference);
    case "bodies":
      return await store.bodies([does.object.hash]);
    case "list":
      return await store.list(does.query);
    case "wait":
    case "die":
      return undefined;
  }
}

async function saveStep(store: StateStore, does: Extract<Action, { kind: "save" }>, now: World) {
  const lease = someLease(now, does.lease);
  const { taskId } = lease;
  const sequence = Math.max((now.saved.get(taskId) ?? 0) + 1 + does.skip, 1);
  const id = does.copied ? "task-a.1" : `${taskId}.${sequence}`;
  const { status, object } = does;
  await store.save(lease, record({ taskId, sequence, id, status, objects: [object] }));
}

/** One that was given, however stale; a forged one before the first. */
function someLease({ leases }: World, choice: number): Lease {
  const forged = { taskId: "task-a", owner: "host:1:a", fence: 1, expiresAt: 0 };
  return leases[choice % Math.max(leases.length, 1)] ?? forged;
}

async function remember(store: StateStore, does: Action, result: unknown, now: World) {
  if (does.kind === "wait") now.clock.move(does.ms);
  if (does.kind === "die") now.gone.add(does.owner);
  if (does.kind === "claim" && isHeld(result)) now.leases.push(result.value.lease);
  for (const { taskId, sequence } of await store.list({})) now.saved.set(taskId, sequence);
}

function isHeld(result: unknown): result is { value: { lease: Lease } } {
  return JSON.stringify(result).includes('"held"');
}

test("SQLite and memory answer alike, whatever is claimed, saved, released and asked", async () => {
  await assert(
    asyncProperty(array(action, { maxLength: 60 }), async (actions) => {
      const now = world();
      const options = { isAlive: isAlive(now.gone) };
      const inMemory = memoryStateStore(memoryMedium(), now.clock, options);
      await using inSqlite = sqliteStateStore(await openDatabase(":memory:"), now.clock, options);
      for (const does of actions) {
        const expected = await outcome(() => act(inMemory, does, now));
        expect(await outcome(() => act(inSqlite, does, now))).toEqual(expected);
        await remember(inMemory, does, expected, now);
      }
      expect(await inSqlite.list({})).toEqual(await inMemory.list({}));
    }),
    { numRuns: 300 },
  );
});
