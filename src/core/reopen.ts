import type { RunState } from "../schema/run.ts";
import { EpicError } from "./errors.ts";
import { laterThan, type Level } from "./run-state.ts";
import { didYouMean } from "./suggest.ts";

/** Who is asked again, and the plan by which. */
export interface Reopening {
  readonly personas: readonly string[];
  readonly plan: readonly Level[];
}

/**
 * Who has not answered and can still be asked without making others' reviews outdated. Whoever
 * failed before one that has reviewed since stays a gap: only a retry asks there again.
 */
export function unanswered(state: RunState): readonly string[] {
  return state.plan.flat().filter((name) => {
    const status = state.personaStates[name]?.status;
    return status !== "completed" && !(status === "failed" && laterThan(state, name).length > 0);
  });
}

/** A persona is asked again, and with it all that have seen what it said. */
export function planRewind(state: RunState, from: string): Reopening {
  const names = state.plan.flat();
  if (!names.includes(from)) {
    throw new EpicError("INVALID_INPUT", `${from} takes no part in ${state.taskId}`, {
      hint: didYouMean(from, names) ?? `its personas are ${names.join(", ")}`,
    });
  }
  if (state.personaStates[from]?.status !== "completed") {
    throw new EpicError("INVALID_INPUT", `${from} has not reviewed in ${state.taskId} yet`, {
      hint: `epic resume ${state.taskId} goes on; epic retry ${state.taskId} asks who failed`,
    });
  }
  const level = state.plan.findIndex((members) => members.includes(from));
  const again = new Set([from, ...state.plan.slice(level + 1).flat(), ...unanswered(state)]);
  return { personas: names.filter((name) => again.has(name)), plan: state.plan };
}

/**
 * Everybody who failed is asked again. Those that do not depend on one another are asked at once,
 * after all whose reviews stand; behind them come those that depend on them. These are not asked
 * again for the asking: only a review that comes about makes them outdated.
 */
export function planRetry(
  state: RunState,
  dependenciesOf: (name: string) => readonly string[],
): Reopening {
  const { plan, personaStates, taskId } = state;
  const names = plan.flat();
  const failed = new Set(names.filter((name) => personaStates[name]?.status === "failed"));
  if (failed.size === 0) {
    throw new EpicError("INVALID_INPUT", `Nobody failed in ${taskId}`, {
      hint:
        state.status === "completed"
          ? `epic show ${taskId} prints its epic; epic rewind ${taskId} --from <persona> asks anew`
          : `epic resume ${taskId} goes on`,
    });
  }
  const behind = behindThose(failed, state, dependenciesOf);
  const first = names.filter((name) => failed.has(name) && !behind.has(name));
  const moved = new Set([...first, ...behind]);
  const levels = [
    ...levelsOf(plan, (name) => !moved.has(name)),
    first,
    ...levelsOf(plan, (name) => behind.has(name)),
  ];
  const again = new Set([...failed, ...unanswered(state)]);
  return { personas: names.filter((name) => again.has(name)), plan: levels };
}

/** Who waits for one of `failed`, directly or not, is still to be asked, or has seen such a review. */
function behindThose(
  failed: ReadonlySet<string>,
  { plan, personaStates }: RunState,
  dependenciesOf: (name: string) => readonly string[],
): ReadonlySet<string> {
  const behind = new Set<string>();
  // Dependencies come earlier in the plan, so that one pass finds them all.
  for (const level of plan) {
    const reviewed = [...behind].some((name) => personaStates[name]?.status === "completed");
    for (const name of level) {
      const status = personaStates[name]?.status;
      const waits = dependenciesOf(name).some((each) => failed.has(each) || behind.has(each));
      const asked = status !== "completed" && status !== "failed";
      if (waits || asked || (reviewed && status === "completed")) behind.add(name);
    }
  }
  return behind;
}

function levelsOf(plan: readonly Level[], belongs: (name: string) => boolean): readonly Level[] {
  return plan.map((level) => level.filter(belongs)).filter((level) => level.length > 0);
}
