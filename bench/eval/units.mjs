// What is looked at: one insight, or the title and description of one recommendation.
import { normalize } from "./words.mjs";

export const PERSONAS = [
  "product-owner",
  "architect",
  "security-specialist",
  "performance-specialist",
  "accessibility-advocate",
  "devops-engineer",
];

/**
 * The recommendation itself is there where the unit is one; an insight has no title.
 * @typedef {{ persona: string, title: string, text: string, recommendation?: object }} Unit
 */

/**
 * An item without a response has no units.
 * @returns {Unit[]}
 */
export function unitsOf(response) {
  return reviewsOf(response).flatMap((review) => {
    const persona = review.persona.name;
    const insights = (review.insights ?? []).map((text) => insightUnit(persona, text));
    const recommendations = (review.recommendations ?? []).map((recommendation) =>
      recommendationUnit(persona, recommendation),
    );
    return insights.concat(recommendations);
  });
}

export function reviewsOf(response) {
  return response?.epic.personas ?? [];
}

export function isRecommendation(unit) {
  return unit.recommendation !== undefined;
}

function insightUnit(persona, text) {
  return { persona, title: "", text: normalize(text) };
}

function recommendationUnit(persona, recommendation) {
  const title = normalize(recommendation.title);
  const text = normalize(`${title}. ${recommendation.description}`);
  return { persona, title, text, recommendation };
}
