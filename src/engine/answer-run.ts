import { EpicError } from "../core/errors.ts";
import { readPersonAnswer } from "../core/person/read-person-answer.ts";
import { whoWaits } from "../core/person/who-waits.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { AdvanceParts } from "./advance.ts";
import { loadRun } from "./load-run.ts";
import { planRun } from "./plan-run.ts";
import type { Adapters } from "./question.ts";

/** What a person wrote, and whom they answer for where the text does not say. */
export interface GivenAnswer {
  readonly text: string;
  readonly persona?: string | undefined;
}

/**
 * Goes on with a run that waits for a person, as `proceed` does, now that there is an answer. One
 * that does not fit is refused before anything is claimed or saved.
 */
export async function answerRun(
  reference: string,
  { text, persona }: GivenAnswer,
  parts: AdvanceParts,
  proceed: (parts: AdvanceParts) => Promise<EpicResponse>,
): Promise<EpicResponse> {
  const state = await loadRun(parts.store, reference);
  const address = addressOf(text);
  const name = whoWaits(state, { run: address.run, persona: persona ?? address.persona });
  const { registrations } = planRun(state.request, parts);
  const registration = registrations.find((candidate) => candidate.name === name);
  const adapters = registration ? await parts.adaptersFor(registration) : [];
  const person = adapters.find(({ kind }) => kind === "person");
  if (!person) {
    throw new EpicError("INVALID_INPUT", `No person answers for ${name} any more`, {
      hint: `epic resume ${state.taskId} asks whom the configuration names now`,
    });
  }
  person.transform(text);
  const answered: Adapters = [{ ...person, execute: () => Promise.resolve(text) }];
  return await proceed({
    ...parts,
    adaptersFor: (asked) => (asked.name === name ? answered : parts.adaptersFor(asked)),
  });
}

/** What cannot be read is told by the persona, with all else that is wrong with it. */
function addressOf(text: string): { run?: string | undefined; persona?: string | undefined } {
  try {
    const read = readPersonAnswer(text);
    return read.kind === "read" ? read : {};
  } catch {
    return {};
  }
}
