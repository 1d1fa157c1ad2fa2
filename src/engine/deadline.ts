import pTimeout from "p-timeout";

import { EpicError } from "../core/errors.ts";

export interface Deadline {
  /** Who has to be done in time. */
  readonly what: string;
  readonly limitMs: number;
  /** What is left of the limit; all of it where absent. */
  readonly leftMs?: number;
  /** What raises the limit. */
  readonly hint: string;
  /** What was going on when the time was over, to end the sentence. */
  readonly during?: () => string;
}

/**
 * Rejects with TIMEOUT when the time is over, or with the reason of `signal`, and in both cases
 * aborts the work instead of leaving it running. Work that never gives way lets no timer fire: it is
 * told that it took too long when it is done.
 */
export async function withDeadline<T>(
  deadline: Deadline,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const { limitMs, leftMs = limitMs } = deadline;
  const controller = new AbortController();
  let reason = SETTLED;
  const overrun = (): never => {
    reason = tooLong(deadline);
    throw reason;
  };
  const forward = () => controller.abort(signal.reason);
  signal.addEventListener("abort", forward, { once: true });
  const startedAt = performance.now();
  try {
    const result = await pTimeout(work(controller.signal), {
      milliseconds: Math.min(leftMs, MAX_TIMER_MS),
      fallback: overrun,
      signal,
    });
    return performance.now() - startedAt > leftMs ? overrun() : result;
  } finally {
    signal.removeEventListener("abort", forward);
    controller.abort(reason);
  }
}

function tooLong({ what, limitMs, hint, during }: Deadline): EpicError {
  const circumstance = during?.() ?? "";
  return new EpicError("TIMEOUT", `${what} took longer than ${limitMs / 1000} s${circumstance}`, {
    hint,
  });
}

/** What work that goes on after its end is told. Made once: an error costs its stack. */
const SETTLED = new EpicError("CANCELLED", "The work has ended");

/** A timer of Node fires at once beyond this. */
const MAX_TIMER_MS = 2 ** 31 - 1;
