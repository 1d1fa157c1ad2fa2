import { EpicError } from "./errors.ts";

interface StoredRun {
  readonly owner: string | undefined;
  readonly fence: number;
  /** Of its last checkpoint; 0 before the first. */
  readonly sequence: number;
}

interface HeldLease {
  readonly taskId: string;
  readonly owner: string;
  readonly fence: number;
}

/**
 * Returns the run where the lease is its newest one and the checkpoint its next one. Throws
 * RUN_IN_PROGRESS otherwise. A store asks this before it changes anything.
 */
export function expectNextStep<T extends StoredRun>(
  stored: T | undefined,
  { taskId, owner, fence }: HeldLease,
  sequence: number,
): T {
  if (stored?.owner !== owner || stored.fence !== fence) {
    throw refused(taskId, passedTo(stored?.owner, owner));
  }
  if (sequence !== stored.sequence + 1) {
    throw refused(taskId, `checkpoint ${sequence} cannot follow checkpoint ${stored.sequence}`);
  }
  return stored;
}

/** Ids are random: two equal ones are an accident, or somebody copied rows. */
export function checkpointIdTaken(id: string): EpicError {
  return new EpicError("STORAGE_ERROR", `A checkpoint called ${id} exists already`, {
    hint: "Try again: the next attempt gets another id",
  });
}

function passedTo(holder: string | undefined, owner: string): string {
  if (holder === undefined) return "the right to continue it was given back";
  return holder === owner ? "its lease lapsed and was renewed" : `${holder} has taken it over`;
}

function refused(taskId: string, reason: string): EpicError {
  return new EpicError("RUN_IN_PROGRESS", `Run ${taskId} was not saved: ${reason}`, {
    hint: `See how it stands: epic status ${taskId}`,
  });
}
