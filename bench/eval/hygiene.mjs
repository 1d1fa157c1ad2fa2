// Whether responses keep their contract: a scorer that trusts them would not notice.
import { isRecommendation, PERSONAS, reviewsOf } from "./units.mjs";

const TYPES = new Set(["blocking", "suggested"]);
const PRIORITIES = new Set(["critical", "high", "medium", "low"]);

export function hygieneOf(answered) {
  const sum = (count) => answered.reduce((total, { response }) => total + count(response), 0);
  const recommendations = answered
    .flatMap(({ units }) => units.filter(isRecommendation))
    .map(({ recommendation }) => recommendation);
  return {
    missingPersonas: sum(countMissingPersonas),
    duplicateIds: sum((response) => idsOf(response).length - new Set(idsOf(response)).size),
    danglingDependencies: sum(countDanglingDependencies),
    badType: recommendations.filter(({ type }) => !TYPES.has(type)).length,
    badPriority: recommendations.filter(({ priority }) => !PRIORITIES.has(priority)).length,
    emptyDescription: recommendations.filter(({ description }) => description.trim() === "").length,
  };
}

function countMissingPersonas(response) {
  const present = new Set(reviewsOf(response).map(({ persona }) => persona.name));
  return PERSONAS.filter((name) => !present.has(name)).length;
}

function countDanglingDependencies(response) {
  const ids = new Set(idsOf(response));
  const dependencies = recommendationsOf(response).flatMap((one) => one.dependencies ?? []);
  return dependencies.filter((id) => !ids.has(id)).length;
}

function idsOf(response) {
  return recommendationsOf(response).map(({ id }) => id);
}

function recommendationsOf(response) {
  return reviewsOf(response).flatMap((review) => review.recommendations ?? []);
}
