import { EpicError } from "../core/errors.ts";
import { parseInput } from "../core/parse.ts";
import { buildPersonaInput, type EarlierReview } from "../core/persona-input.ts";
import { type Level, pendingLevels, upstreamOf } from "../core/run-state.ts";
import type { Settings } from "../core/settings.ts";
import type { Clock } from "../ports/clock.ts";
import type { PersonaAdapter } from "../ports/persona-adapter.ts";
import type { StateStore } from "../ports/state-store.ts";
import { type Review, reviewSchema } from "../schema/persona.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { Heartbeat } from "./heartbeat.ts";
import type { Journal } from "./journal.ts";
import type { Observe } from "./progress.ts";
import {
  type CompletedOutcome,
  type FailedOutcome,
  type PersonaOutcome,
  type PersonaRunner,
  runPersona,
} from "./run-persona.ts";

export interface LevelParts extends PersonaRunner {
  readonly store: StateStore;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly registrations: readonly PersonaRegistration[];
  readonly adapterFor: (registration: PersonaRegistration) => PersonaAdapter;
  readonly isRequired: (name: string) => boolean;
  readonly memoryBytes: () => number;
  readonly observe: Observe;
}

/**
 * Asks every persona that has not answered, level by level, and saves each outcome as it comes.
 * Throws the error of a required persona that failed, once the others of its level have settled.
 */
export async function reviewLevels(
  journal: Journal,
  parts: LevelParts,
  beat: Heartbeat,
  signal: AbortSignal,
): Promise<void> {
  const { observe, settings, isRequired } = parts;
  /** Reviews of this process, so that none is read back from the store that was just written. */
  const known = new Map<string, Review>();

  for (const level of pendingLevels(journal.state())) {
    for (const batch of batches(level, settings.maxConcurrentPersonas)) {
      signal.throwIfAborted();
      watchMemory(parts);
      const began = await journal.record("before", { kind: "began", personas: [...batch] });
      observe({ kind: "checkpoint", checkpointId: began.id, reason: "before" });
      const outcomes = await Promise.all(batch.map((name) => review(name)));
      const fatal = outcomes.find(isFatal);
      if (fatal) throw fatal.error;
    }
  }

  async function review(name: string): Promise<PersonaOutcome> {
    observe({ kind: "persona-started", persona: name });
    const outcome = await ask(name);
    beat.settle(name);
    await (outcome.kind === "completed" ? keep(outcome) : noteFailure(outcome));
    return outcome;
  }

  async function ask(name: string): Promise<PersonaOutcome> {
    const registration = parts.registrations.find((candidate) => candidate.name === name);
    if (!registration) {
      const error = new EpicError("PERSONA_UNAVAILABLE", `There is no persona ${name} any more`);
      return { kind: "failed", persona: name, error, attempts: 0 };
    }
    const { request, taskId } = journal.state();
    const upstream = upstreamOf(journal.state(), name);
    const earlier = await reviewsOf(upstream);
    return await runPersona(
      {
        adapter: parts.adapterFor(registration),
        input: buildPersonaInput(request, registration, earlier),
        upstream: upstream.map((persona) => `${persona.name}:${persona.hash}`),
        timeoutMs:
          request.options.timeout === undefined
            ? settings.personaTimeoutMs(name, registration.timeout)
            : request.options.timeout * 1000,
        cachePolicy: request.options.cache,
        userKey: request.options.cacheKey,
        idempotencyKey: `${taskId}:${name}`,
        report: (progress) => beat.report(name, progress),
      },
      signal,
      parts,
    );
  }

  async function reviewsOf(
    upstream: readonly { readonly name: string; readonly hash: string }[],
  ): Promise<readonly EarlierReview[]> {
    const unknown = upstream.filter(({ hash }) => !known.has(hash));
    const bodies = await parts.store.bodies(unknown.map(({ hash }) => hash));
    for (const [at, { name, hash }] of unknown.entries()) {
      known.set(hash, parseInput(reviewSchema, bodies[at], `The stored review of ${name}`));
    }
    return upstream.flatMap(({ name, hash }) => {
      const found = known.get(hash);
      return found ? [{ persona: name, review: found }] : [];
    });
  }

  async function keep(outcome: CompletedOutcome): Promise<void> {
    const { persona, review: said, stored, source, attempts, executionTimeMs } = outcome;
    known.set(stored.hash, said);
    const { id } = await journal.record(
      "after",
      {
        kind: "reviewed",
        persona,
        review: { output: stored.hash, source, executionTime: executionTimeMs, attempts },
      },
      [stored],
    );
    observe({
      kind: "persona-completed",
      persona,
      verdict: said.verdict,
      recommendations: said.recommendations.length,
      blocking: said.recommendations.filter(({ type }) => type === "blocking").length,
      source,
      executionTimeMs,
    });
    observe({ kind: "checkpoint", checkpointId: id, reason: "after" });
  }

  async function noteFailure({ persona, error, attempts }: FailedOutcome): Promise<void> {
    // The whole run stops for these: that is no failure of the persona.
    if (signal.aborted || STOPS.has(error.code)) return;
    const { code, message, recoverable } = error;
    const { id } = await journal.record("failure", {
      kind: "failed",
      persona,
      attempts,
      error: {
        type: code,
        persona,
        message,
        timestamp: new Date(parts.clock.now()).toISOString(),
        recoverable,
        retryCount: Math.max(0, attempts - 1),
      },
    });
    observe({ kind: "persona-failed", persona, required: isRequired(persona), code, message });
    observe({ kind: "checkpoint", checkpointId: id, reason: "failure" });
  }

  function isFatal(outcome: PersonaOutcome): outcome is FailedOutcome {
    if (outcome.kind === "completed") return false;
    return signal.aborted || STOPS.has(outcome.error.code) || isRequired(outcome.persona);
  }
}

const STOPS: ReadonlySet<string> = new Set(["CANCELLED", "RUN_IN_PROGRESS", "STORAGE_ERROR"]);

function batches(level: Level, size: number): readonly Level[] {
  return Array.from({ length: Math.ceil(level.length / size) }, (_, at) =>
    level.slice(at * size, (at + 1) * size),
  );
}

/** Warns at four fifths of the limit and stops above it, while everything done so far is saved. */
function watchMemory({ memoryBytes, settings, observe }: LevelParts): void {
  const [bytes, limitBytes] = [memoryBytes(), settings.memoryLimitBytes];
  if (bytes > limitBytes * 0.8) observe({ kind: "memory-high", bytes, limitBytes });
  if (bytes > limitBytes) {
    throw new EpicError(
      "BUDGET_EXCEEDED",
      `The program uses ${bytes} bytes of memory, more than the ${limitBytes} allowed`,
      { hint: "raise performance.memoryLimit" },
    );
  }
}
