import { setImmediate as nextTurn } from "node:timers/promises";

import pRetry from "p-retry";

import { cacheKey } from "../core/cache-key.ts";
import { EpicError, toEpicError } from "../core/errors.ts";
import { isFresh } from "../core/freshness.ts";
import { storedObject, type StoredObject } from "../core/hash.ts";
import type { Cache } from "../ports/cache.ts";
import type { Clock } from "../ports/clock.ts";
import type { CacheEntry } from "../schema/cache.ts";
import type { Expense } from "../schema/expense.ts";
import type { Review, ReviewSource } from "../schema/persona.ts";
import type { CachePolicy } from "../schema/request.ts";
import { SCHEMA_VERSION } from "../schema/words.ts";
import { withDeadline } from "./deadline.ts";
import { type Meter, savedBy, usageOf } from "./meter.ts";
import type { Observe } from "./progress.ts";
import type { Question } from "./question.ts";

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
  readonly cacheTtlSeconds: number;
  readonly observe: Observe;
}

/** One persona to ask, in one run. */
export interface PersonaCall extends Question {
  readonly timeoutMs: number;
  readonly cachePolicy: CachePolicy;
  readonly meter: Meter;
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
    const question = questionOf(call);
    const { review, source, saved } = await answer(call, question, signal, runner, attempts);
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

interface Answer {
  readonly review: Review;
  readonly source: ReviewSource;
  readonly saved?: Expense | undefined;
}

async function answer(
  call: PersonaCall,
  key: string,
  signal: AbortSignal,
  runner: PersonaRunner,
  attempts: { count: number },
): Promise<Answer> {
  const { adapter, input, cachePolicy } = call;
  const persona = adapter.registration.name;
  const check = adapter.validate(input);
  if (!check.valid) {
    throw new EpicError(
      "INVALID_INPUT",
      `${persona} cannot review this: ${check.issues.join("; ")}`,
    );
  }
  if (cachePolicy === "off") return await ask(call, signal, runner, attempts);
  if (READS.has(cachePolicy)) {
    const entry = await cachedEntry(key, persona, runner);
    if (entry && isFresh(entry, runner.clock.now())) {
      return { review: entry.personaOutput, source: "cache", saved: savedBy(entry, adapter) };
    }
  }
  if (cachePolicy === "only") {
    throw new EpicError("PERSONA_UNAVAILABLE", `The cache has no answer of ${persona} to this`);
  }
  const answered = await ask(call, signal, runner, attempts);
  if (WRITES.has(cachePolicy)) {
    await runner.cache.set({
      schemaVersion: SCHEMA_VERSION,
      key,
      persona,
      version: adapter.registration.version,
      personaOutput: answered.review,
      subject: storedObject("description", input.epic.description).hash,
      ...usageOf(call.meter.latest(persona)),
      createdAt: new Date(runner.clock.now()).toISOString(),
      ttl: runner.cacheTtlSeconds,
    });
  }
  return answered;
}

/** A cache is there to save time: an entry that is damaged is told, and taken for none. */
async function cachedEntry(
  key: string,
  persona: string,
  { cache, observe }: PersonaRunner,
): Promise<CacheEntry | undefined> {
  const found = await cache.get(key);
  if (found === undefined || !("damage" in found)) return found;
  observe({ kind: "cache-damaged", persona, message: found.damage });
  return undefined;
}

async function ask(
  call: PersonaCall,
  signal: AbortSignal,
  runner: PersonaRunner,
  attempts: { count: number },
): Promise<Answer> {
  const review = await askWithRetry(call, signal, runner, attempts);
  const { name } = call.adapter.provider;
  return { review, source: name === "rulebook" ? "rulebook" : "provider" };
}

const READS: ReadonlySet<CachePolicy> = new Set(["on", "read", "only"]);
const WRITES: ReadonlySet<CachePolicy> = new Set(["on", "write"]);

/** What is asked of whom, as the cache names it. */
export function questionOf({ adapter, input, upstream, userKey }: Question): string {
  const { registration, provider } = adapter;
  // Rules are read by the rulebook alone, whose fingerprint speaks for them.
  const { name, title, voice, reviewOrder, focusAreas, mustAddress, optionalItems } = registration;
  const asked = { name, title, voice, reviewOrder, focusAreas, mustAddress, optionalItems };
  return cacheKey({
    input,
    personaVersion: registration.version,
    registration: storedObject("review", asked).hash,
    provider,
    upstream,
    userKey,
  });
}

async function askWithRetry(
  { adapter, input, timeoutMs, taskId, idempotencyKey, report, meter }: PersonaCall,
  signal: AbortSignal,
  { maxRetries, retryDelayMs, observe }: PersonaRunner,
  attempts: { count: number },
): Promise<Review> {
  const persona = adapter.registration.name;
  const attempt = async (): Promise<Review> => {
    // A persona need not give way while it works, so whoever gives up is heard between two of them.
    await nextTurn();
    signal.throwIfAborted();
    attempts.count += 1;
    try {
      return await meter.attempt(adapter, input, async (metering) => {
        const raw = await withDeadline(persona, timeoutMs, signal, (deadline) =>
          adapter.execute(input, { signal: deadline, taskId, idempotencyKey, report, ...metering }),
        );
        return adapter.transform(raw);
      });
    } catch (error) {
      throw toEpicError(error);
    }
  };
  return await pRetry(attempt, {
    retries: maxRetries,
    minTimeout: retryDelayMs,
    maxTimeout: MAX_RETRY_DELAY_MS,
    randomize: true,
    signal,
    shouldRetry: ({ error }) => toEpicError(error).recoverable,
    onFailedAttempt: ({ error, attemptNumber, retriesLeft }) => {
      const { code, message, recoverable } = toEpicError(error);
      const retrying = recoverable && retriesLeft > 0 && !signal.aborted;
      observe({ kind: "attempt-failed", persona, attempt: attemptNumber, code, message, retrying });
    },
  });
}

const MAX_RETRY_DELAY_MS = 60_000;
