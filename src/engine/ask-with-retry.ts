import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";

import { type EpicError, toEpicError } from "../core/errors.ts";
import { retryDelay } from "../core/retry.ts";
import type { PersonaAdapter } from "../ports/persona-adapter.ts";
import type { Review } from "../schema/persona.ts";
import { withDeadline } from "./deadline.ts";
import type { PersonaCall, PersonaRunner } from "./run-persona.ts";

/** What all attempts for one persona share. */
export interface Asking {
  readonly call: PersonaCall;
  readonly runner: PersonaRunner;
  readonly signal: AbortSignal;
  /** Counts all of them, whoever is asked. */
  readonly attempts: { count: number };
}

/** Asks one adapter until it answers, it is not worth it any more, or the persona's time is over. */
export async function askWithRetry(adapter: PersonaAdapter, asking: Asking): Promise<Review> {
  const { call, runner, signal, attempts } = asking;
  const { breakers, observe } = runner;
  const { registration, provider } = adapter;
  breakers.admit(provider.name);
  const endsAt = adapter.kind === "person" ? Infinity : performance.now() + call.timeoutMs;
  let before: EpicError | undefined;
  for (let made = 1; ; made += 1) {
    // A persona need not give way while it works, so whoever gives up is heard between two attempts.
    await nextTurn();
    signal.throwIfAborted();
    attempts.count += 1;
    try {
      const review = await attempt(adapter, asking, endsAt - performance.now(), before);
      breakers.succeeded(provider.name);
      return review;
    } catch (thrown) {
      const error = toEpicError(thrown);
      const delayMs = pause(error, made, endsAt - performance.now(), runner);
      const given =
        breakers.failed(provider.name, error) || signal.aborted || delayMs === undefined;
      const { code, message } = error;
      const { name: persona } = registration;
      observe({ kind: "attempt-failed", persona, attempt: made, code, message, retrying: !given });
      if (given) throw error;
      await wait(delayMs, signal);
      before = error;
    }
  }
}

async function attempt(
  adapter: PersonaAdapter,
  { call, signal }: Asking,
  leftMs: number,
  before: EpicError | undefined,
): Promise<Review> {
  const { input, timeoutMs, taskId, idempotencyKey, report, meter } = call;
  const { name } = adapter.registration;
  const limit = {
    what: name,
    limitMs: timeoutMs,
    leftMs: Math.max(1, leftMs),
    hint: `raise personas.${name}.timeout in the configuration, or try again`,
    during: () => (before ? `, the attempt before having failed: ${before.message}` : ""),
  };
  return await meter.attempt(adapter, input, async (metering) => {
    const raw = await withDeadline(limit, signal, (deadline) =>
      adapter.execute(input, { signal: deadline, taskId, idempotencyKey, report, ...metering }),
    );
    return adapter.transform(raw);
  });
}

/** Nothing where the wait would outlast the time of the persona: whoever comes next is asked now. */
function pause(
  error: EpicError,
  made: number,
  leftMs: number,
  { maxRetries, retryDelayMs, random }: PersonaRunner,
): number | undefined {
  const policy = { maxRetries, delayMs: retryDelayMs };
  const delayMs = retryDelay(policy, error, made, random());
  return delayMs !== undefined && delayMs + LEAST_MS < leftMs ? delayMs : undefined;
}

/** Nothing is answered in less; a timer may be over a millisecond before its time, too. */
const LEAST_MS = 2;

async function wait(delayMs: number, signal: AbortSignal): Promise<void> {
  await sleep(delayMs, undefined, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
}
