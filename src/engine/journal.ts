import { EpicError } from "../core/errors.ts";
import type { StoredObject } from "../core/hash.ts";
import { applyCheckpoint, startRun, summarizeRun } from "../core/run-state.ts";
import type { Clock } from "../ports/clock.ts";
import type { Lease, StateStore } from "../ports/state-store.ts";
import type { Checkpoint, CheckpointReason, RunEvent, RunState } from "../schema/run.ts";
import { SCHEMA_VERSION } from "../schema/vocabulary.ts";

export interface JournalParts {
  readonly store: StateStore;
  readonly clock: Clock;
  readonly newId: (prefix: "task" | "epic" | "cp") => string;
  /** This process, as leases and the audit name it. */
  readonly owner: string;
  readonly leaseMs: number;
}

/** A run that this process alone may advance. Every record is durable when its promise resolves. */
export interface Journal {
  readonly state: () => RunState;
  readonly record: (
    reason: CheckpointReason,
    event: RunEvent,
    objects?: readonly StoredObject[],
  ) => Promise<Checkpoint>;
  /** Throws RUN_IN_PROGRESS when another process has taken the run over. */
  readonly renew: () => Promise<void>;
  readonly release: () => Promise<void>;
}

/** What a journal begins with: a run that exists, or the event that starts one. */
export type Beginning =
  | { readonly kind: "existing"; readonly state: RunState }
  | {
      readonly kind: "new";
      readonly event: Extract<RunEvent, { kind: "started" }>;
      readonly description: StoredObject;
      readonly text: string;
    };

export async function claimRun(taskId: string, parts: JournalParts): Promise<Lease> {
  const { store, owner, leaseMs } = parts;
  const claim = await store.claim({ taskId, owner, ttlMs: leaseMs });
  if (claim.kind === "held") return claim.lease;
  const until = new Date(claim.expiresAt).toISOString();
  throw new EpicError("RUN_IN_PROGRESS", `${claim.owner} is at work on ${taskId} until ${until}`, {
    hint: "wait for it, or stop that process and resume again",
  });
}

export async function openJournal(
  lease: Lease,
  title: string,
  beginning: Beginning,
  parts: JournalParts,
): Promise<Journal> {
  const { store, clock, newId, owner } = parts;
  let state = beginning.kind === "existing" ? beginning.state : undefined;
  let sequence = state?.checkpoints.length ?? 0;
  // Personas of one level finish at the same time; their records are written one after the other.
  let last: Promise<unknown> = Promise.resolve();

  async function write(
    reason: CheckpointReason,
    event: RunEvent,
    objects: readonly StoredObject[],
    apply: (checkpoint: Checkpoint) => RunState,
  ): Promise<Checkpoint> {
    const checkpoint: Checkpoint = {
      schemaVersion: SCHEMA_VERSION,
      id: newId("cp"),
      taskId: lease.taskId,
      sequence: sequence + 1,
      reason,
      createdAt: new Date(clock.now()).toISOString(),
      event,
    };
    const next = apply(checkpoint);
    await store.save(lease, {
      checkpoint,
      summary: summarizeRun(next, title),
      objects,
      audit: [
        { at: checkpoint.createdAt, actor: owner, action: event.kind, subject: subjectOf(event) },
      ],
    });
    sequence += 1;
    state = next;
    return checkpoint;
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work);
    last = turn;
    return turn;
  }

  if (beginning.kind === "new") {
    const { event, description, text } = beginning;
    await write("before", event, [description], (checkpoint) => startRun(checkpoint, text));
  }
  const current = (): RunState => {
    if (!state) throw new EpicError("SYSTEM_ERROR", "The run has no state yet");
    return state;
  };

  return {
    state: current,
    record: (reason, event, objects = []) =>
      inTurn(() =>
        write(reason, event, objects, (checkpoint) => applyCheckpoint(current(), checkpoint)),
      ),
    renew: async () => {
      await claimRun(lease.taskId, parts);
    },
    release: () => store.release(lease),
  };
}

function subjectOf(event: RunEvent): string {
  switch (event.kind) {
    case "began":
      return event.personas.join(", ");
    case "reviewed":
    case "failed":
    case "progressed":
      return event.persona;
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
