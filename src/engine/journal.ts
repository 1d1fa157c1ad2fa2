import { EpicError } from "../core/errors.ts";
import type { StoredObject } from "../core/hash.ts";
import { applyCheckpoint, startRun, summarizeRun } from "../core/run-state.ts";
import { epicTitle } from "../core/title.ts";
import type { Clock } from "../ports/clock.ts";
import type { Lease, RunRecord, StateStore } from "../ports/state-store.ts";
import type {
  Checkpoint,
  CheckpointReason,
  RunEvent,
  RunState,
  RunSummary,
} from "../schema/run.ts";
import { SCHEMA_VERSION } from "../schema/words.ts";
import { groupSaves } from "./group-saves.ts";

export interface JournalParts {
  readonly store: StateStore;
  readonly clock: Clock;
  readonly newId: (prefix: "task" | "epic" | "cp") => string;
  /** This process, as leases and the audit name it. */
  readonly owner: string;
  readonly leaseMs: number;
}

/** A run that this process alone may advance. Records are as durable as `StateStore.save` says. */
export interface Journal {
  /** With all that was recorded, saved or not yet. */
  readonly state: () => RunState;
  /** Writes the first checkpoint of a run that does not exist yet. */
  readonly start: (
    event: Started,
    description: string,
    objects: readonly StoredObject[],
  ) => Promise<Checkpoint>;
  /** Holds at once; resolves once it is saved. */
  readonly record: (
    reason: CheckpointReason,
    event: RunEvent,
    objects?: readonly StoredObject[],
  ) => Promise<Checkpoint>;
  /** Throws RUN_IN_PROGRESS when another process has taken the run over. */
  readonly renew: () => Promise<void>;
  readonly release: () => Promise<void>;
}

export type Started = Extract<RunEvent, { kind: "started" }>;

export async function claimRun(taskId: string, parts: JournalParts): Promise<Lease> {
  const { store, owner, leaseMs } = parts;
  const claim = await store.claim({ taskId, owner, ttlMs: leaseMs });
  if (claim.kind === "held") return claim.lease;
  const until = new Date(claim.expiresAt).toISOString();
  throw new EpicError("RUN_IN_PROGRESS", `${claim.owner} is at work on ${taskId} until ${until}`, {
    hint: "wait for it, or stop that process and resume again",
  });
}

/**
 * `existing` is the state of a run that goes on; a new one is begun with `start`. What is recorded
 * before the event loop turns is saved in one go, in its order: a review with the beginning of the
 * next, or those of a level that finish at the same time.
 */
export function openJournal(
  lease: Lease,
  existing: RunState | undefined,
  parts: JournalParts,
): Journal {
  const { store } = parts;
  let state = existing;
  let saved = existing;
  let title = existing ? epicTitle(existing.request.description) : "";
  const saves = groupSaves(
    (records) => store.save(lease, ...records),
    () => (state = saved),
  );

  const current = (): RunState => {
    if (!state) throw new EpicError("SYSTEM_ERROR", `Run ${lease.taskId} has not started`);
    return state;
  };
  const write = async (
    reason: CheckpointReason,
    event: RunEvent,
    objects: readonly StoredObject[],
    apply: (checkpoint: Checkpoint) => RunState,
  ): Promise<Checkpoint> => {
    const sequence = (state?.checkpoints.length ?? 0) + 1;
    const checkpoint = newCheckpoint(lease.taskId, sequence, reason, event, parts);
    const next = apply(checkpoint);
    state = next;
    await saves.add(recordOf(checkpoint, summarizeRun(next, title), objects, parts));
    saved = next;
    return checkpoint;
  };

  return {
    state: current,
    start: (event, description, objects) => {
      title = epicTitle(description);
      return write("before", event, objects, (checkpoint) => startRun(checkpoint, description));
    },
    record: (reason, event, objects = []) =>
      write(reason, event, objects, (checkpoint) => applyCheckpoint(current(), checkpoint)),
    renew: async () => {
      const renewed = await claimRun(lease.taskId, parts);
      if (renewed.fence === lease.fence) return;
      // Somebody else held it meanwhile and gave it back: what this process knows may be outdated.
      await store.release(renewed);
      throw new EpicError("RUN_IN_PROGRESS", `Another process went on with ${lease.taskId}`, {
        hint: `see how it stands: epic status ${lease.taskId}`,
      });
    },
    release: async () => {
      await saves.settled();
      await store.release(lease);
    },
  };
}

function newCheckpoint(
  taskId: string,
  sequence: number,
  reason: CheckpointReason,
  event: RunEvent,
  { newId, clock }: JournalParts,
): Checkpoint {
  const createdAt = new Date(clock.now()).toISOString();
  const id = newId("cp");
  return { schemaVersion: SCHEMA_VERSION, id, taskId, sequence, reason, createdAt, event };
}

function recordOf(
  checkpoint: Checkpoint,
  summary: RunSummary,
  objects: readonly StoredObject[],
  { owner }: JournalParts,
): RunRecord {
  const { createdAt, event } = checkpoint;
  return {
    checkpoint,
    summary,
    objects,
    audit: [{ at: createdAt, actor: owner, action: event.kind, subject: subjectOf(event) }],
  };
}

function subjectOf(event: RunEvent): string {
  if ("persona" in event) return event.persona;
  switch (event.kind) {
    case "began":
    case "reopened":
      return event.personas.join(", ");
    case "started":
      return event.epicId;
    case "finished":
      return event.epic;
    case "stopped":
      return event.status;
    case "resumed":
      return event.owner;
  }
}
