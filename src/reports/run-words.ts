import type { PersonaState, RunEvent, RunStatus } from "../schema/run.ts";
import type { Mark } from "./paint.ts";
import { count, elapsed, enumerate, SOURCE_WORDS } from "./words.ts";

export const RUN_MARKS: Readonly<Record<RunStatus, Mark>> = {
  running: "strong",
  waiting: "warning",
  completed: "good",
  failed: "bad",
  cancelled: "warning",
};

/** What is known about a persona's part of a run, beside its status. */
export function describePersonaState(state: PersonaState): string {
  switch (state.status) {
    case "pending":
      return "";
    case "running":
      return state.progress ?? "";
    case "completed":
      return `${SOURCE_WORDS[state.source]}, ${elapsed(state.executionTime)}`;
    case "failed":
      return `${state.reason} (${count(state.attempts, "attempt")})`;
  }
}

/** What happened at a checkpoint, in a few words. */
export function describeEvent(event: RunEvent): string {
  switch (event.kind) {
    case "started":
      return `started with ${count(event.plan.flat().length, "persona")}`;
    case "began":
      return `${enumerate(event.personas)} began`;
    case "progressed":
      return `${event.persona}: ${event.progress}`;
    case "reviewed":
      return `${event.persona} reviewed (${SOURCE_WORDS[event.review.source]}, ${elapsed(event.review.executionTime)})`;
    case "failed":
      return `${event.persona} failed after ${count(event.attempts, "attempt")}: ${event.error.message}`;
    case "finished":
      return "finished";
    case "stopped":
      return `stopped: ${event.status}`;
    case "resumed":
      return `resumed by ${event.owner}`;
  }
}
