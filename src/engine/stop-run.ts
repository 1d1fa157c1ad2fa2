import { EpicError, toEpicError } from "../core/errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { ErrorCode, WorkflowError } from "../schema/error.ts";
import type { RunState } from "../schema/run.ts";
import type { Hooks } from "./hooks.ts";
import type { Journal } from "./journal.ts";
import { expensesOf, type Meter } from "./meter.ts";
import type { Observe } from "./progress.ts";

interface StopParts {
  readonly observe: Observe;
  readonly meter: Meter;
  readonly clock: Clock;
  readonly hooks: Hooks;
}

/** Saves that a run stopped, and answers with what to throw: the failure, with the way back. */
export async function stopRun(
  journal: Journal,
  cause: unknown,
  parts: StopParts,
): Promise<EpicError> {
  const error = toEpicError(cause);
  const stopped = await saveStop(journal, error, parts);
  if (!UNTOLD.has(error.code)) {
    const state = journal.state();
    const { taskId, epicId } = state;
    const told = asTold(error, state, parts.clock);
    await parts.hooks.onError(told, { taskId, epicId, status: "failed" });
  }
  return stopped;
}

async function saveStop(
  journal: Journal,
  error: EpicError,
  { observe, meter }: StopParts,
): Promise<EpicError> {
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
/** No failures: somebody wanted it, is waited for, or goes on with it elsewhere. */
const UNTOLD: ReadonlySet<ErrorCode> = new Set(["CANCELLED", "WAITING", "RUN_IN_PROGRESS"]);

/** As the run remembers it, where a persona was the reason. */
function asTold(
  { code, message, recoverable }: EpicError,
  state: RunState,
  clock: Clock,
): WorkflowError {
  const known = state.errors.findLast((each) => each.type === code && each.message === message);
  const timestamp = new Date(clock.now()).toISOString();
  return known ?? { type: code, message, timestamp, recoverable, retryCount: 0 };
}
