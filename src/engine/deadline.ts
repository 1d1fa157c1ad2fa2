import pTimeout from "p-timeout";

import { EpicError } from "../core/errors.ts";

/**
 * Rejects with TIMEOUT after `limitMs`, or with the reason of `signal`, and in both cases aborts the
 * work instead of leaving it running. Work that never gives way lets no timer fire: it is told that
 * it took too long when it is done.
 */
export async function withDeadline<T>(
  what: string,
  limitMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const controller = new AbortController();
  let reason = SETTLED;
  const overrun = (): never => {
    reason = new EpicError("TIMEOUT", `${what} took longer than ${limitMs / 1000} s`, {
      hint: "raise the time limit, or try again",
    });
    throw reason;
  };
  const forward = () => controller.abort(signal.reason);
  signal.addEventListener("abort", forward, { once: true });
  const startedAt = performance.now();
  try {
    const result = await pTimeout(work(controller.signal), {
      milliseconds: Math.min(limitMs, MAX_TIMER_MS),
      fallback: overrun,
      signal,
    });
    return performance.now() - startedAt > limitMs ? overrun() : result;
  } finally {
    signal.removeEventListener("abort", forward);
    controller.abort(reason);
  }
}

/** What work that goes on after its end is told. Made once: an error costs its stack. */
const SETTLED = new EpicError("CANCELLED", "The work has ended");

/** A timer of Node fires at once beyond this. */
const MAX_TIMER_MS = 2 ** 31 - 1;
