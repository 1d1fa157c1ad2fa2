import type { ProgressEvent } from "../app/open-app.ts";
import { count, elapsed } from "../reports/words.ts";

/** What happens to one persona. */
export type PersonaEvent = Extract<ProgressEvent, { readonly persona: string }>;

/** An event as one plain line, or nothing where it is of no interest to a person. */
export function progressLine(
  event: ProgressEvent,
  personas: readonly string[],
): string | undefined {
  if (!("persona" in event)) return describeRun(event);
  const place = `[${personas.indexOf(event.persona) + 1}/${personas.length}]`;
  return `${place} ${event.persona}: ${describePersona(event)}`;
}

/** As in "CONCERNS, 7 recommendations (2 blocking), 12 ms". */
export function describePersona(event: PersonaEvent): string {
  switch (event.kind) {
    case "persona-started":
      return "reviews";
    case "persona-progress":
      return event.progress;
    case "persona-completed":
      return describeReview(event);
    case "cache-damaged":
      return `warning: its cached review is damaged and not used: ${event.message}`;
    case "attempt-failed": {
      const { attempt, code, message, retrying } = event;
      return `attempt ${attempt} failed (${code}): ${message}${retrying ? "; trying again" : ""}`;
    }
    case "persona-failed": {
      const { code, message, required } = event;
      const consequence = required ? "it is required, so the run stops" : "the run goes on without";
      return `failed (${code}): ${message}; ${consequence}`;
    }
  }
}

function describeReview(event: Extract<PersonaEvent, { kind: "persona-completed" }>): string {
  const { verdict, recommendations, blocking, source, executionTimeMs } = event;
  const advice = `${count(recommendations, "recommendation")} (${blocking} blocking)`;
  const from = {
    cache: ", cached",
    "stale-cache": ", from a stale cache",
    provider: "",
    rulebook: "",
  };
  return `${verdict}, ${advice}, ${elapsed(executionTimeMs)}${from[source]}`;
}

function describeRun(event: Exclude<ProgressEvent, PersonaEvent>): string | undefined {
  switch (event.kind) {
    case "run-started": {
      const { taskId, personas, completed } = event;
      const all = count(personas.length, "persona");
      return completed.length === 0
        ? `${taskId}: ${all} will review`
        : `${taskId}: continues, ${completed.length} of ${all} have reviewed`;
    }
    case "memory-high":
      return `memory: ${inMegabytes(event.bytes)} in use, more than the ${inMegabytes(event.limitBytes)} of performance.memoryLimit`;
    case "run-stopped":
      return `${event.taskId}: ${event.status} (${event.code}), saved as ${event.checkpointId}`;
    case "run-finished":
      return `${event.taskId}: ${event.verdict} after ${elapsed(event.totalExecutionTimeMs)}`;
    case "checkpoint":
      return undefined;
  }
}

function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MB`;
}
