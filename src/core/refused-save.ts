import { EpicError } from "./errors.ts";

/** A save came from a process whose right to continue the run has passed to another or was given back. */
export function leaseLost(taskId: string, owner: string | undefined): EpicError {
  const reason =
    owner === undefined ? "the right to continue it was given back" : `${owner} has taken it over`;
  return new EpicError("RUN_IN_PROGRESS", `Run ${taskId} was not saved: ${reason}`, {
    hint: `See how it stands: epic status ${taskId}`,
  });
}

/** A save would leave a gap in the run's history, or write over it. */
export function outOfOrder(taskId: string, sequence: number, last: number): EpicError {
  return new EpicError(
    "RUN_IN_PROGRESS",
    `Run ${taskId} was not saved: checkpoint ${sequence} cannot follow checkpoint ${last}`,
    { hint: `See how it stands: epic status ${taskId}` },
  );
}

/** Ids are random: two equal ones mean that somebody copied or edited rows. */
export function checkpointIdTaken(id: string): EpicError {
  return new EpicError("STORAGE_ERROR", `A checkpoint called ${id} exists already`, {
    hint: "Try again: the next attempt gets another id",
  });
}
