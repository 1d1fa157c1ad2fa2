import { EpicError, toEpicError } from "../core/errors.ts";
import type { ErrorCode } from "../schema/error.ts";
import type { Journal } from "./journal.ts";
import { expensesOf, type Meter } from "./meter.ts";
import type { Observe } from "./progress.ts";

/** Saves that a run stopped, and answers with what to throw: the failure, with the way back. */
export async function stopRun(
  journal: Journal,
  cause: unknown,
  { observe, meter }: { readonly observe: Observe; readonly meter: Meter },
): Promise<EpicError> {
  const error = toEpicError(cause);
  const { taskId, request } = journal.state();
  // Another process owns the run now, or the disk does not take writes: nothing may be added.
  if (error.code === "RUN_IN_PROGRESS" || error.code === "STORAGE_ERROR") return error;
  const status = STATUS[error.code] ?? "failed";
  const { id } = await journal.record("failure", {
    kind: "stopped",
    status,
    ...expensesOf(meter.take()),
  });
  observe({ kind: "run-stopped", taskId, status, code: error.code, checkpointId: id });
  // The policy is kept with the run: continued as it is, the cache would have no more of an answer.
  const missed = request.options.cache === "only" && error.code === "PERSONA_UNAVAILABLE";
  const flags = missed ? "--cache on" : error.resumeWith;
  const command = status === "waiting" ? "answer" : "resume";
  const resume = `epic ${command} ${id}${flags === undefined ? "" : ` ${flags}`}`;
  return new EpicError(error.code, error.message, {
    cause: error.cause ?? error,
    hint: error.hint === undefined ? resume : `${error.hint}; then ${resume}`,
  });
}

/** What a run is that did not fail. */
const STATUS: Partial<Record<ErrorCode, "cancelled" | "waiting">> = {
  CANCELLED: "cancelled",
  WAITING: "waiting",
};
