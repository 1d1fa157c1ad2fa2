import { type StoredObject, storedObject } from "../../src/core/hash.ts";
import type { AuditEntry, Lease, RunRecord, StateStore } from "../../src/ports/state-store.ts";
import type { CacheEntry } from "../../src/schema/cache.ts";
import type { Review } from "../../src/schema/persona.ts";
import type { Checkpoint, RunEvent, RunStatus, RunSummary } from "../../src/schema/run.ts";

export const T0 = Date.parse("2026-11-01T09:00:00.000Z");

/** A clock that moves when it is told to, in either direction. */
export function handClock(start = T0) {
  let now = start;
  return { now: () => now, move: (ms: number) => (now += ms) };
}

export function review(insight: string): Review {
  return {
    verdict: "CONCERNS",
    insights: [insight],
    recommendations: [],
    questions: [],
    costAnalysis: { category: "review", amount: "1k-2k USD" },
    confidence: 0.8,
    model: "rulebook",
    tokens: 0,
    version: "2.0.0",
  };
}

/** Text that is long enough for a store to find compression worth its while. */
export const LONG_TEXT = Array.from(
  { length: 600 },
  (_, line) => `Requirement ${line}: the export finishes within ${line * 7} seconds.`,
).join("\n");

/** A body that no packing makes small. */
export function noise(seed: number) {
  let state = seed + 1;
  const digits = Array.from({ length: 20_000 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCodePoint(0x4e00 + (state % 20_000));
  });
  return storedObject("review", digits.join(""));
}

interface Step {
  readonly taskId?: string;
  readonly sequence?: number;
  readonly id?: string;
  readonly epicId?: string;
  readonly status?: RunStatus;
  readonly objects?: readonly StoredObject[];
  readonly audit?: readonly AuditEntry[];
  readonly at?: number;
  readonly event?: RunEvent;
  readonly project?: string;
  /** A fork's. */
  readonly summary?: Pick<RunRecord["summary"], "parent">;
}

/** One step of a run, filled in where the test does not care. */
export function record(step: Step = {}): RunRecord {
  const { objects = [], audit = [] } = step;
  const checkpoint = checkpointOf(step);
  return { checkpoint, summary: summaryOf(step, checkpoint), objects, audit };
}

function checkpointOf(step: Step): Checkpoint {
  const { taskId = "task-one", sequence = 1, at = T0 + sequence } = step;
  const { id = `${taskId}.${sequence}` } = step;
  const { event = { kind: "began", personas: [`persona-${sequence}`] } } = step;
  const createdAt = new Date(at).toISOString();
  return { schemaVersion: "2.0", id, taskId, sequence, reason: "before", createdAt, event };
}

function summaryOf(step: Step, { taskId, id, sequence, createdAt }: Checkpoint): RunSummary {
  const { epicId = `epic of ${taskId}`, status = "running", project } = step;
  return {
    taskId,
    epicId,
    title: `Title of ${taskId}`,
    status,
    mode: "standard",
    ...(project !== undefined && { project }),
    createdAt: new Date(T0).toISOString(),
    updatedAt: createdAt,
    checkpointId: id,
    sequence,
    ...step.summary,
  };
}

export function auditEntry(action: string): AuditEntry {
  return { at: new Date(T0).toISOString(), actor: "tester", action, subject: "task-one" };
}

/** Claims a run that is known to be free. */
export async function hold(store: StateStore, owner = "host:1:a", taskId = "task-one") {
  const claim = await store.claim({ taskId, owner, ttlMs: 1000 });
  if (claim.kind === "busy") throw new Error(`${taskId} is held by ${claim.owner}`);
  return claim.lease;
}

/** A run with as many checkpoints. */
export async function savedRun(store: StateStore, steps: number, taskId = "task-one") {
  const lease: Lease = await hold(store, "host:1:a", taskId);
  for (let sequence = 1; sequence <= steps; sequence += 1) {
    await store.save(lease, record({ taskId, sequence }));
  }
  return lease;
}

export function cacheEntry(name: string, more: Partial<CacheEntry> = {}): CacheEntry {
  return {
    schemaVersion: "2.0",
    key: storedObject("review", name).hash,
    persona: "architect",
    version: "2.0.0",
    personaOutput: review(name),
    createdAt: new Date(T0).toISOString(),
    ttl: 60,
    ...more,
  };
}
