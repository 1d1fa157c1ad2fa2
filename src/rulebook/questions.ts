import type { OpenQuestion } from "../schema/estimation.ts";
import type { Knowledge } from "../schema/knowledge.ts";
import type { Question } from "../schema/persona.ts";
import { holds, type Reading } from "./reading.ts";
import { fillSlots, type SignalsById } from "./slots.ts";

const NO_FACTS: ReadonlySet<string> = new Set();

/** What the description leaves open, whoever would ask. */
export function openQuestionsOf(
  reading: Reading,
  { estimation }: Knowledge,
): readonly OpenQuestion[] {
  return estimation.openQuestions.filter(
    (question) =>
      !reading.settled.includes(question.id) &&
      holds(question.when, { reading, facts: NO_FACTS }) &&
      !isRuledOut(question, reading),
  );
}

/** "No personal data is stored" answers which personal data is. */
function isRuledOut({ answeredByExclusion, when }: OpenQuestion, { excluded }: Reading): boolean {
  return answeredByExclusion === true && (when.none ?? []).some((id) => excluded.has(id));
}

/** Those of one persona; what blocks the estimate comes first. */
export function questionsOf(
  persona: string,
  reading: Reading,
  knowledge: Knowledge,
  signals: SignalsById,
): Question[] {
  return openQuestionsOf(reading, knowledge)
    .filter(({ askedBy }) => askedBy === persona)
    .map(({ id, text, askedBy, blocksEstimate, assume }) => ({
      id,
      text: fillSlots(text, reading, signals),
      askedBy,
      blocksEstimate,
      assumption: assume,
    }))
    .toSorted((a, b) => Number(b.blocksEstimate) - Number(a.blocksEstimate));
}
