import type { RunState } from "../../schema/run.ts";
import { EpicError } from "../errors.ts";
import { didYouMean } from "../suggest.ts";

/** What an answer says that it is for; undefined where it does not. */
export interface AnswerAddress {
  readonly run: string | undefined;
  readonly persona: string | undefined;
}

/** Whose question an answer answers. Throws INVALID_INPUT where nobody, or somebody else, waits. */
export function whoWaits(state: RunState, { run, persona }: AnswerAddress): string {
  const { taskId, status, personaStates, plan } = state;
  const waiting = plan.flat().filter((name) => personaStates[name]?.status === "waiting");
  if (run !== undefined && run !== taskId) {
    throw new EpicError("INVALID_INPUT", `The answer is for ${run}, not for ${taskId}`, {
      hint: `epic answer ${run} takes it`,
    });
  }
  if (waiting.length === 0) {
    const hint = status === "completed" ? `epic show ${taskId}` : `epic resume ${taskId}`;
    throw new EpicError("INVALID_INPUT", `Nobody waits in ${taskId}: it is ${status}`, { hint });
  }
  return persona === undefined ? only(waiting, taskId) : named(persona, waiting, taskId);
}

function only(waiting: readonly string[], taskId: string): string {
  const [first = "", ...others] = waiting;
  if (others.length === 0) return first;
  throw new EpicError("INVALID_INPUT", `Several wait in ${taskId}: ${waiting.join(", ")}`, {
    hint: `say who is answered, as in --persona ${first}`,
  });
}

function named(persona: string, waiting: readonly string[], taskId: string): string {
  if (waiting.includes(persona)) return persona;
  throw new EpicError("INVALID_INPUT", `${persona} does not wait in ${taskId}`, {
    hint: didYouMean(persona, waiting) ?? `these do: ${waiting.join(", ")}`,
  });
}
