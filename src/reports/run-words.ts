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
    case "waiting":
      return state.reason;
    case "failed":
      return `${state.reason} (${count(state.attempts, "attempt")})`;
  }
}

type Event<Kind extends RunEvent["kind"]> = Extract<RunEvent, { kind: Kind }>;

/** What happened at a checkpoint, in a few words. */
export function describeEvent(event: RunEvent): string {
  if ("persona" in event) return describePersona(event);
  switch (event.kind) {
    case "started":
    case "resumed":
    case "reopened":
      return describeBeginning(event);
    case "began":
      return `${enumerate(event.personas)} began`;
    case "finished":
      return "finished";
    case "stopped":
      return `stopped: ${event.status}`;
  }
}

function describePersona(event: Extract<RunEvent, { persona: string }>): string {
  switch (event.kind) {
    case "progressed":
      return `${event.persona}: ${event.progress}`;
    case "reviewed":
      return describeReview(event);
    case "waits":
      return event.reason;
    case "failed": {
      const { persona, attempts, error } = event;
      return `${persona} failed after ${count(attempts, "attempt")}: ${error.message}`;
    }
  }
}

const REOPENED_WORDS = { retry: "retried", rewind: "rewound", restart: "restarted" };

function describeBeginning(event: Event<"started" | "resumed" | "reopened">): string {
  if (event.kind === "resumed") return `resumed by ${event.owner}`;
  if (event.kind === "reopened") {
    return `${REOPENED_WORDS[event.why]} by ${event.owner}; asked again: ${enumerate(event.personas)}`;
  }
  const { plan, parent } = event;
  const personas = count(plan.flat().length, "persona");
  return parent
    ? `forked at ${parent.checkpointId} of ${parent.taskId} with ${personas}`
    : `started with ${personas}`;
}

function describeReview({ persona, review, outdated = [] }: Event<"reviewed">): string {
  const how = `${SOURCE_WORDS[review.source]}, ${elapsed(review.executionTime)}`;
  const again = outdated.length > 0 ? `; asked again: ${enumerate(outdated)}` : "";
  return `${persona} reviewed (${how})${again}`;
}
