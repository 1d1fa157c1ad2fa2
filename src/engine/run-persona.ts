import { type EpicError, toEpicError } from "../core/errors.ts";
import { storedObject, type StoredObject } from "../core/hash.ts";
import type { Cache } from "../ports/cache.ts";
import type { Clock } from "../ports/clock.ts";
import type { Expense } from "../schema/expense.ts";
import type { Review, ReviewSource } from "../schema/persona.ts";
import type { CachePolicy } from "../schema/request.ts";
import { answer } from "./answer.ts";
import type { Breakers } from "./breakers.ts";
import type { ReviewHooks } from "./hooks.ts";
import type { Meter } from "./meter.ts";
import type { Observe } from "./progress.ts";
import { keyOf, type Question } from "./question.ts";

/** How a review ended. */
export type PersonaOutcome = CompletedOutcome | FailedOutcome;

export interface CompletedOutcome {
  readonly kind: "completed";
  readonly persona: string;
  readonly review: Review;
  readonly stored: StoredObject;
  readonly source: ReviewSource;
  readonly attempts: number;
  readonly executionTimeMs: number;
  /** What was not spent, since the cache had the answer. */
  readonly saved?: Expense | undefined;
  /** The cache key of what was asked. */
  readonly question: string;
}

export interface FailedOutcome {
  readonly kind: "failed";
  readonly persona: string;
  readonly error: EpicError;
  readonly attempts: number;
}

export interface PersonaRunner {
  readonly cache: Cache;
  readonly clock: Clock;
  readonly maxRetries: number;
  /** Before the second attempt; doubled, with jitter, before each later one. */
  readonly retryDelayMs: number;
  /** From 0 to 1: no two processes come back at the same moment. */
  readonly random: () => number;
  readonly breakers: Breakers;
  readonly cacheTtlSeconds: number;
  readonly observe: Observe;
}

/** One persona to ask, in one run. */
export interface PersonaCall extends Question {
  /** For each of those who may be asked, with all of its attempts. */
  readonly timeoutMs: number;
  readonly cachePolicy: CachePolicy;
  /** Whether an outdated answer of the cache may serve where nobody answers. */
  readonly allowStale: boolean;
  readonly meter: Meter;
  readonly hooks: ReviewHooks;
  readonly taskId: string;
  readonly idempotencyKey: string;
  readonly report: (progress: string) => void;
}

/** Asks one persona, or the cache. Never throws: a failure is a value that the coordinator weighs. */
export async function runPersona(
  call: PersonaCall,
  signal: AbortSignal,
  runner: PersonaRunner,
): Promise<PersonaOutcome> {
  const persona = call.adapter.registration.name;
  const startedAt = runner.clock.now();
  const attempts = { count: 0 };
  try {
    const question = keyOf(call, call.adapter);
    const hooked = { ...call, input: await call.hooks.before(call.input) };
    const { review, source, saved } = await answer({ call: hooked, runner, signal, attempts });
    return {
      kind: "completed",
      persona,
      review,
      stored: storedObject("review", review),
      source,
      attempts: attempts.count,
      question,
      // A wall clock may be set back while a persona works.
      executionTimeMs: Math.max(0, runner.clock.now() - startedAt),
      saved,
    };
  } catch (error) {
    return { kind: "failed", persona, error: toEpicError(error), attempts: attempts.count };
  }
}
