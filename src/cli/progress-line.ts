import type { ProgressEvent } from "../app/open-app.ts";
import { count, elapsed, enumerate } from "../reports/words.ts";

/** What happens to one persona. */
export type PersonaEvent = Extract<ProgressEvent, { readonly persona: string }>;

/** An event as one plain line, or nothing where it is of no interest to a person. */
export function progressLine(
  event: ProgressEvent,
  personas: readonly string[],
): string | undefined {
  if ("plugin" in event) return describePlugin(event);
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
    case "fell-back": {
      const { from, to, code, message } = event;
      return `warning: ${from} failed (${code}): ${message}; instead comes ${to}`;
    }
    case "persona-waits":
      return event.reason;
    case "persona-failed":
      return describeFailure(event);
  }
}

function describeFailure(event: Extract<PersonaEvent, { kind: "persona-failed" }>): string {
  const { code, message, required } = event;
  return required
    ? `failed (${code}): ${message}; it is required, so the run stops`
    : `warning: skipped, since it failed (${code}): ${message}; the run goes on without it`;
}

function describeReview(event: Extract<PersonaEvent, { kind: "persona-completed" }>): string {
  const { verdict, recommendations, blocking, source, executionTimeMs } = event;
  const advice = `${count(recommendations, "recommendation")} (${blocking} blocking)`;
  const from = {
    cache: ", cached",
    fallback: ", by a fallback",
    "stale-cache": ", from a stale cache",
    model: ", by a model",
    agent: ", by an agent",
    person: ", by a person",
    provider: "",
    rulebook: "",
  };
  return `${verdict}, ${advice}, ${elapsed(executionTimeMs)}${from[source]}`;
}

type PluginEvent = Extract<ProgressEvent, { readonly plugin: string }>;

function describePlugin(event: PluginEvent): string {
  const { kind, plugin } = event;
  if (kind === "plugin-said") return `${plugin}: ${event.text}`;
  const { place, message, again } = event;
  const fault = `warning: the plugin ${plugin} failed in ${place}, and the run goes on without: ${message}`;
  return again === undefined ? fault : `${fault}; ${again} has it tell after all`;
}

function describeRun(
  event: Exclude<ProgressEvent, PersonaEvent | PluginEvent>,
): string | undefined {
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
    case "configuration-changed":
      return describeChanges(event);
    case "run-reopened":
      return `${event.taskId}: the epic that it had stays: epic diff ${event.before} ${event.taskId} compares`;
    case "checkpoint-passed": {
      const { taskId, named, last } = event;
      return `${taskId}: goes on from ${last}, its last checkpoint; epic fork ${named} begins anew at the one you named`;
    }
    case "run-stopped":
      return `${event.taskId}: ${event.status} (${event.code}), saved as ${event.checkpointId}`;
    case "run-finished":
      return `${event.taskId}: ${event.verdict} after ${elapsed(event.totalExecutionTimeMs)}`;
    case "checkpoint":
      return undefined;
  }
}

/** As in "warning: since task-1 began, estimation.dayRate went from 800 to 900; …". */
function describeChanges(event: Extract<ProgressEvent, { kind: "configuration-changed" }>): string {
  const { taskId, changes, program, outdated } = event;
  const what = [
    ...(program === undefined ? [] : [`the program is no longer version ${program}`]),
    ...(changes === undefined
      ? ["the configuration has changed"]
      : changes.map(
          ({ path, before, after }) => `${path} went from ${shown(before)} to ${shown(after)}`,
        )),
  ];
  const then =
    outdated.length === 0
      ? "no review would be another one"
      : `${enumerate(outdated)} would be asked again by epic resume ${taskId} --restart, and ${outdated.length === 1 ? "is" : "are"} kept as reviewed`;
  return `warning: since ${taskId} began, ${enumerate(what)}; ${then}`;
}

function shown(value: unknown): string {
  return value === undefined
    ? "nothing"
    : typeof value === "string"
      ? value
      : JSON.stringify(value);
}

function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MB`;
}
