import { EpicError } from "../core/errors.ts";
import { type Level, pendingLevels } from "../core/run-state.ts";
import { type ReviewContext, reviewPersona, stopsTheRun } from "./review-persona.ts";
import type { FailedOutcome, PersonaOutcome } from "./run-persona.ts";

/**
 * Asks every persona that has not answered, level by level, and saves each outcome as it comes.
 * Throws the error of a required persona that failed, once the others of its level have settled.
 */
export async function reviewLevels(context: ReviewContext, signal: AbortSignal): Promise<void> {
  const { journal, observe, settings } = context;
  // Looked up each time: a review may make later ones outdated, which are asked again then.
  for (let batch = next(); batch.length > 0; batch = next()) {
    signal.throwIfAborted();
    watchMemory(context);
    const began = await journal.record("before", { kind: "began", personas: [...batch] });
    observe({ kind: "checkpoint", checkpointId: began.id, reason: "before" });
    const outcomes = await Promise.all(batch.map((name) => reviewPersona(name, context, signal)));
    const fatal = outcomes.filter((outcome) => isFatal(outcome, context, signal));
    // Whoever is told to answer should not find afterwards that the run had failed as well.
    const first = fatal.find(({ error }) => error.code !== "WAITING") ?? fatal[0];
    if (first) throw first.error;
  }

  function next(): Level {
    const [level = []] = pendingLevels(journal.state());
    return level.slice(0, settings.maxConcurrentPersonas);
  }
}

function isFatal(
  outcome: PersonaOutcome,
  { isRequired }: ReviewContext,
  { aborted }: AbortSignal,
): outcome is FailedOutcome {
  if (outcome.kind === "completed") return false;
  return aborted || stopsTheRun(outcome.error) || isRequired(outcome.persona);
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
