import type { EpicResponse, Risk } from "../schema/epic.ts";
import type { PersonaOutput, Question, Recommendation } from "../schema/persona.ts";
import { PRIORITIES } from "../schema/words.ts";

export type Epic = EpicResponse["epic"];

/** A recommendation and who gave it. */
export interface Advice {
  readonly persona: string;
  readonly recommendation: Recommendation;
}

/** Every recommendation in the order of the reviews. */
export function allAdvice(epic: Epic): Advice[] {
  return reviewsInOrder(epic).flatMap(({ persona, recommendations }) =>
    recommendations.map((recommendation) => ({ persona: persona.name, recommendation })),
  );
}

/** The most urgent first; the order of the reviews among equals. */
export function blockersOf(epic: Epic): Advice[] {
  return allAdvice(epic)
    .filter(({ recommendation }) => recommendation.type === "blocking")
    .toSorted((a, b) => urgency(a.recommendation) - urgency(b.recommendation));
}

export function reviewsInOrder(epic: Epic): PersonaOutput[] {
  return epic.personas.toSorted((a, b) => a.persona.reviewOrder - b.persona.reviewOrder);
}

/** Those that block the estimate first. */
export function questionsInOrder(epic: Epic): Question[] {
  return epic.questions.toSorted((a, b) => Number(b.blocksEstimate) - Number(a.blocksEstimate));
}

export function risksInOrder(epic: Epic): Risk[] {
  return epic.riskAssessment.risks.toSorted((a, b) => b.score - a.score);
}

function urgency({ priority }: Recommendation): number {
  return PRIORITIES.indexOf(priority);
}
