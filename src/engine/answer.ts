import { EpicError, toEpicError } from "../core/errors.ts";
import { isFresh } from "../core/freshness.ts";
import { storedObject } from "../core/hash.ts";
import type { PersonaAdapter } from "../ports/persona-adapter.ts";
import type { CacheEntry } from "../schema/cache.ts";
import type { ErrorCode } from "../schema/error.ts";
import type { Expense } from "../schema/expense.ts";
import type { Review, ReviewSource } from "../schema/persona.ts";
import type { CachePolicy } from "../schema/request.ts";
import { SCHEMA_VERSION } from "../schema/words.ts";
import { type Asking, askWithRetry } from "./ask-with-retry.ts";
import { hookedReview } from "./hooked-review.ts";
import { savedBy, usageOf } from "./meter.ts";
import { keyOf } from "./question.ts";

export interface Answer {
  readonly review: Review;
  readonly source: ReviewSource;
  /** What was not spent, since the cache had the answer. */
  readonly saved?: Expense | undefined;
}

/**
 * Whoever is asked first answers, else the next in the configured order, else, where that is allowed,
 * an outdated answer of the cache. Throws what the first one failed with where nobody does.
 */
export async function answer(asking: Asking): Promise<Answer> {
  const { adapter, fallbacks } = asking.call;
  const failures: EpicError[] = [];
  for (const [place, candidate] of [adapter, ...fallbacks].entries()) {
    try {
      const answered = await answerOf(candidate, asking);
      return place === 0 ? answered : { ...answered, source: "fallback" };
    } catch (thrown) {
      const error = toEpicError(thrown);
      if (asking.signal.aborted || !canBePassedOn(error)) throw error;
      failures.push(error);
      tellNext(error, candidate, fallbacks[place], asking);
    }
  }
  return (await staleAnswer(asking, failures)) ?? fail(failures, asking);
}

/**
 * Failures that somebody else may make good. The others are no matter of who answers, such as a
 * budget, or have to be seen by whoever can mend them.
 */
const PASSED_ON: ReadonlySet<ErrorCode> = new Set([
  "PERSONA_UNAVAILABLE",
  "NETWORK_ERROR",
  "TIMEOUT",
  "VALIDATION_FAILED",
  "NOT_ALLOWED",
  // The program or the model of a provider: another one may well be there.
  "NOT_FOUND",
]);

function canBePassedOn({ code, plugin }: EpicError): boolean {
  return plugin === undefined && PASSED_ON.has(code);
}

function tellNext(
  { code, message }: EpicError,
  { registration, provider }: PersonaAdapter,
  next: PersonaAdapter | undefined,
  { call, runner }: Asking,
): void {
  // Where nobody is ever asked, nobody has failed.
  if (!next || call.cachePolicy === "only") return;
  const [from, to] = [provider.name, next.provider.name];
  runner.observe({ kind: "fell-back", persona: registration.name, from, to, code, message });
}

async function answerOf(adapter: PersonaAdapter, asking: Asking): Promise<Answer> {
  const { call, runner } = asking;
  const persona = adapter.registration.name;
  const check = adapter.validate(call.input);
  if (!check.valid) {
    throw new EpicError(
      "INVALID_INPUT",
      `${persona} cannot review this: ${check.issues.join("; ")}`,
    );
  }
  if (READS.has(call.cachePolicy)) {
    const entry = await cachedEntry(adapter, asking);
    if (entry && isFresh(entry, runner.clock.now())) {
      return { review: entry.personaOutput, source: "cache", saved: savedBy(entry, adapter) };
    }
  }
  if (call.cachePolicy === "only") {
    throw new EpicError("PERSONA_UNAVAILABLE", `The cache has no answer of ${persona} to this`);
  }
  const source = adapter.kind;
  const review = await hookedReview(await askWithRetry(adapter, asking), source, call);
  if (WRITES.has(call.cachePolicy) && call.hooks.intact()) await keep(review, adapter, asking);
  return { review, source };
}

const READS: ReadonlySet<CachePolicy> = new Set(["on", "read", "only"]);
const WRITES: ReadonlySet<CachePolicy> = new Set(["on", "write"]);

async function keep(
  review: Review,
  adapter: PersonaAdapter,
  { call, runner }: Asking,
): Promise<void> {
  const { name, version } = adapter.registration;
  await runner.cache.set({
    schemaVersion: SCHEMA_VERSION,
    key: keyOf(call, adapter),
    persona: name,
    version,
    personaOutput: review,
    subject: storedObject("description", call.input.epic.description).hash,
    ...usageOf(call.meter.latest(name)),
    createdAt: new Date(runner.clock.now()).toISOString(),
    ttl: runner.cacheTtlSeconds,
  });
}

/** A cache is there to save time: an entry that is damaged is told, and taken for none. */
async function cachedEntry(
  adapter: PersonaAdapter,
  { call, runner }: Asking,
): Promise<CacheEntry | undefined> {
  const found = await runner.cache.get(keyOf(call, adapter));
  if (found === undefined || !("damage" in found)) return found;
  const { name } = adapter.registration;
  runner.observe({ kind: "cache-damaged", persona: name, message: found.damage });
  return undefined;
}

/** Of the first one that there is an answer of, however old. Only where it was allowed. */
async function staleAnswer(
  asking: Asking,
  [failure]: readonly EpicError[],
): Promise<Answer | undefined> {
  const { call, runner } = asking;
  if (!call.allowStale || call.cachePolicy === "off" || !failure) return undefined;
  for (const adapter of [call.adapter, ...call.fallbacks]) {
    const entry = await cachedEntry(adapter, asking);
    if (!entry) continue;
    const { name: persona } = adapter.registration;
    const { code, message } = failure;
    const to = `the cache, with an answer of ${entry.createdAt}`;
    const { name: from } = call.adapter.provider;
    runner.observe({ kind: "fell-back", persona, from, to, code, message });
    return {
      review: entry.personaOutput,
      source: "stale-cache",
      saved: savedBy(entry, adapter),
    };
  }
  return undefined;
}

/** The first failure is the one to mend; the others say why nobody stood in. */
function fail([first, ...others]: readonly EpicError[], { call }: Asking): never {
  if (!first) throw new EpicError("SYSTEM_ERROR", "Nobody was asked, and nobody failed");
  if (others.length === 0 || call.cachePolicy === "only") throw first;
  const more = others.map(
    ({ message }, at) => `${call.fallbacks[at]?.provider.name ?? "another"}: ${message}`,
  );
  const { code, hint, retryAfterMs, resumeWith, cause } = first;
  const message = `${first.message}; nobody stood in: ${more.join("; ")}`;
  throw new EpicError(code, message, { hint, retryAfterMs, resumeWith, cause: cause ?? first });
}
