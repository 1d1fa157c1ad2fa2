import { EpicError } from "../core/errors.ts";
import { buildPersonaInput, type EarlierReview } from "../core/persona-input.ts";
import { type CompletedPersona, upstreamOf } from "../core/run-state.ts";
import type { Settings } from "../core/settings.ts";
import type { PersonaAdapter } from "../ports/persona-adapter.ts";
import type { StateStore } from "../ports/state-store.ts";
import type { ErrorCode } from "../schema/error.ts";
import type { Review } from "../schema/persona.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { Heartbeat } from "./heartbeat.ts";
import type { Journal } from "./journal.ts";
import { expensesOf, type Meter } from "./meter.ts";
import {
  type CompletedOutcome,
  type FailedOutcome,
  type PersonaCall,
  type PersonaOutcome,
  type PersonaRunner,
  runPersona,
} from "./run-persona.ts";

/** Who is asked, and whom one falls back on, in order. */
export type Adapters = readonly [primary: PersonaAdapter, ...fallbacks: PersonaAdapter[]];

/** Plain where nothing need be loaded for it: the rulebook answers within a turn. */
export type AdaptersFor = (registration: PersonaRegistration) => Adapters | Promise<Adapters>;

/** What the reviews of one run share. */
export interface ReviewContext extends PersonaRunner {
  readonly journal: Journal;
  readonly beat: Heartbeat;
  readonly meter: Meter;
  readonly store: StateStore;
  readonly settings: Settings;
  readonly registrations: readonly PersonaRegistration[];
  readonly adaptersFor: AdaptersFor;
  readonly isRequired: (name: string) => boolean;
  /** Resident bytes of this process. */
  readonly memoryBytes: () => number;
  /** Reviews by hash that this process has seen: none is read back that was just written. */
  readonly known: Map<string, Review>;
}

/** Asks one persona and saves how it ended. Throws only where saving fails. */
export async function reviewPersona(
  name: string,
  context: ReviewContext,
  signal: AbortSignal,
): Promise<PersonaOutcome> {
  context.observe({ kind: "persona-started", persona: name });
  const outcome = await ask(name, context, signal);
  context.beat.settle(name);
  if (outcome.kind === "completed") await keep(outcome, context);
  else if (!signal.aborted && !stopsTheRun(outcome.error)) await noteFailure(outcome, context);
  return outcome;
}

/** The whole run stops for these: they are no failure of the persona that met them. */
export function stopsTheRun({ code }: EpicError): boolean {
  return STOPPING.has(code);
}

const STOPPING: ReadonlySet<ErrorCode> = new Set([
  "CANCELLED",
  "RUN_IN_PROGRESS",
  "STORAGE_ERROR",
  "BUDGET_EXCEEDED",
]);

async function ask(
  name: string,
  context: ReviewContext,
  signal: AbortSignal,
): Promise<PersonaOutcome> {
  const registration = context.registrations.find((candidate) => candidate.name === name);
  if (!registration) {
    const error = new EpicError("PERSONA_UNAVAILABLE", `There is no persona ${name} any more`);
    return { kind: "failed", persona: name, error, attempts: 0 };
  }
  return await runPersona(await callOf(registration, context), signal, context);
}

async function callOf(
  registration: PersonaRegistration,
  context: ReviewContext,
): Promise<PersonaCall> {
  const { journal, settings, beat, meter } = context;
  const { name, timeout } = registration;
  const state = journal.state();
  const { options } = state.request;
  const upstream = upstreamOf(state, name);
  const earlier = await reviewsOf(upstream, context);
  const [adapter, ...fallbacks] = await context.adaptersFor(registration);
  return {
    adapter,
    fallbacks,
    input: buildPersonaInput(state.request, registration, earlier),
    upstream: upstream.map((persona) => `${persona.name}:${persona.hash}`),
    timeoutMs:
      options.timeout === undefined
        ? settings.personaTimeoutMs(name, timeout)
        : options.timeout * 1000,
    cachePolicy: options.cache,
    userKey: options.cacheKey,
    meter,
    taskId: state.taskId,
    idempotencyKey: `${state.taskId}:${name}`,
    report: (progress) => beat.report(name, progress),
  };
}

/** The reviews of completed personas, in their order; only those of an earlier process are read. */
export async function reviewsOf(
  upstream: readonly CompletedPersona[],
  { store, known }: Pick<ReviewContext, "store" | "known">,
): Promise<readonly EarlierReview[]> {
  const unknown = upstream.map(({ hash }) => hash).filter((hash) => !known.has(hash));
  if (unknown.length > 0) {
    // Only a resumed run comes here: a fresh one need not load what checks a stored review.
    const { checkReview } = await import("../core/stored-review.ts");
    const bodies = await store.bodies(unknown);
    for (const [at, hash] of unknown.entries()) known.set(hash, checkReview(hash, bodies[at]));
  }
  return upstream.flatMap(({ name, hash }) => {
    const review = known.get(hash);
    return review ? [{ persona: name, review }] : [];
  });
}

async function keep(outcome: CompletedOutcome, context: ReviewContext): Promise<void> {
  const { journal, observe, known, meter } = context;
  const { persona, review, stored, source, attempts, executionTimeMs, saved } = outcome;
  known.set(stored.hash, review);
  const { id } = await journal.record(
    "after",
    {
      kind: "reviewed",
      persona,
      review: { output: stored.hash, source, executionTime: executionTimeMs, attempts },
      ...expensesOf(meter.take(persona)),
      ...(saved && { saved: [saved] }),
    },
    [stored],
  );
  observe({
    kind: "persona-completed",
    persona,
    verdict: review.verdict,
    recommendations: review.recommendations.length,
    blocking: review.recommendations.filter(({ type }) => type === "blocking").length,
    source,
    executionTimeMs,
  });
  observe({ kind: "checkpoint", checkpointId: id, reason: "after" });
}

async function noteFailure(outcome: FailedOutcome, context: ReviewContext): Promise<void> {
  const { journal, observe, clock, isRequired, meter } = context;
  const { persona, attempts } = outcome;
  const { code, message, recoverable } = outcome.error;
  const { id } = await journal.record("failure", {
    kind: "failed",
    persona,
    attempts,
    error: {
      type: code,
      persona,
      message,
      timestamp: new Date(clock.now()).toISOString(),
      recoverable,
      retryCount: Math.max(0, attempts - 1),
    },
    ...expensesOf(meter.take(persona)),
  });
  observe({ kind: "persona-failed", persona, required: isRequired(persona), code, message });
  observe({ kind: "checkpoint", checkpointId: id, reason: "failure" });
}
