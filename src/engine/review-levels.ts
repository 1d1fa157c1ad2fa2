import { EpicError } from "../core/errors.ts";
import { type Level, pendingLevels } from "../core/run-state.ts";
import type { RunState } from "../schema/run.ts";
import { type ReviewContext, reviewPersona, type Settled, stopsTheRun } from "./review-persona.ts";
import type { FailedOutcome, PersonaOutcome } from "./run-persona.ts";

/**
 * Asks every persona that has not answered, level by level, and saves each outcome as it comes. Of a
 * level as many work at once as may; who is done makes room for the next. Throws the error of a
 * required persona that failed, once those at work have settled.
 */
export async function reviewLevels(context: ReviewContext, signal: AbortSignal): Promise<void> {
  const working = new Map<string, Promise<Settled>>();
  const fatal: EpicError[] = [];
  try {
    await beginNext(working, context, signal);
    while (working.size > 0) {
      const { outcome, saved } = await Promise.race(working.values());
      working.delete(outcome.persona);
      if (isFatal(outcome, context, signal)) fatal.push(named(outcome));
      // Begun before the outcome is saved, so that both are saved in one go.
      const next = fatal.length === 0 ? beginNext(working, context, signal) : undefined;
      await Promise.all([saved, next]);
    }
  } finally {
    const settled = await Promise.allSettled(working.values());
    await Promise.allSettled(
      settled.flatMap((each) => (each.status === "fulfilled" ? [each.value.saved] : [])),
    );
  }
  // Whoever is told to answer should not find afterwards that the run had failed as well.
  const first = fatal.find(({ code }) => code !== "WAITING") ?? fatal[0];
  if (first) throw first;
}

/** Of the level that is at work, else of the first one with anybody left. */
function nextPersonas(state: RunState, working: ReadonlyMap<string, unknown>): Level {
  const [level = []] = pendingLevels(state);
  const [busy] = working.keys();
  if (busy === undefined) return level;
  const atWork = state.plan.find((names) => names.includes(busy)) ?? [];
  return level.filter((name) => atWork.includes(name));
}

/** Fills the places that are free. */
async function beginNext(
  working: Map<string, Promise<Settled>>,
  context: ReviewContext,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const { journal, observe, settings } = context;
  const free = settings.maxConcurrentPersonas - working.size;
  // Looked up each time: a review may make later ones outdated, which are asked again then.
  const batch = nextPersonas(journal.state(), working).slice(0, free);
  if (batch.length === 0) return;
  watchMemory(context);
  const began = await journal.record("before", { kind: "began", personas: [...batch] });
  observe({ kind: "checkpoint", checkpointId: began.id, reason: "before" });
  for (const name of batch) working.set(name, reviewPersona(name, context, signal));
}

function isFatal(
  outcome: PersonaOutcome,
  { isRequired }: ReviewContext,
  { aborted }: AbortSignal,
): outcome is FailedOutcome {
  if (outcome.kind === "completed") return false;
  return aborted || stopsTheRun(outcome.error) || isRequired(outcome.persona);
}

/** A provider does not know for whom it failed. */
function named({ persona, error }: FailedOutcome): EpicError {
  const known = error.code === "WAITING" || error.message.includes(persona);
  if (known || stopsTheRun(error)) return error;
  const { code, message, hint, retryAfterMs, resumeWith, cause } = error;
  const options = { hint, retryAfterMs, resumeWith, cause: cause ?? error };
  return new EpicError(code, `${persona}: ${message}`, options);
}

/** Warns at four fifths of the limit and stops above it, while everything done so far is saved. */
function watchMemory({ memoryBytes, settings, observe }: ReviewContext): void {
  const [bytes, limitBytes] = [memoryBytes(), settings.memoryLimitBytes];
  if (bytes > limitBytes * 0.8) observe({ kind: "memory-high", bytes, limitBytes });
  if (bytes > limitBytes) {
    throw new EpicError(
      "BUDGET_EXCEEDED",
      `The program uses ${inMegabytes(bytes, Math.ceil)} of memory, more than the ${inMegabytes(limitBytes, Math.floor)} allowed`,
      { hint: "raise performance.memoryLimit" },
    );
  }
}

/** To a tenth, rounded so that what is above the limit never reads as equal to it. */
function inMegabytes(bytes: number, round: (tenths: number) => number): string {
  return `${round((bytes / 1024 ** 2) * 10) / 10} MB`;
}
