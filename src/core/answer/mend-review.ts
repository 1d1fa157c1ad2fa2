import type { Recommendation, Review } from "../../schema/persona.ts";
import type { Verdict } from "../../schema/vocabulary.ts";
import { reviewVerdict } from "../verdict.ts";
import { type Asked, knownIds } from "./check-answer.ts";
import { isKnownStandard } from "./known-standard.ts";
import { occursIn } from "./occurs-in.ts";

/** What a review may rest on. */
export type Evidence = Pick<Asked, "description" | "earlier" | "citations">;

/**
 * What is left of a review once nobody can be asked to mend it: without quotes that nobody wrote,
 * dependencies on nothing and standards that do not exist, and no better than what it finds.
 */
export function mendReview(review: Review, asked: Evidence): Review {
  const known = knownIds(review.recommendations, asked.earlier);
  const recommendations = review.recommendations.map((each) => mend(each, known, asked));
  return { ...review, recommendations, verdict: worse(review.verdict, reviewVerdict(review)) };
}

function mend(
  recommendation: Recommendation,
  known: ReadonlySet<string>,
  { description, citations }: Evidence,
): Recommendation {
  const { evidence, dependencies, references } = recommendation;
  return {
    ...recommendation,
    evidence: evidence.filter((each) => occursIn(each.quote, description)),
    dependencies: dependencies.filter((id) => known.has(id)),
    references: references.filter((reference) => isKnownStandard(reference, citations)),
  };
}

const FROM_BEST: readonly Verdict[] = ["READY", "CONCERNS", "BLOCKED"];

function worse(a: Verdict, b: Verdict): Verdict {
  return FROM_BEST.indexOf(a) > FROM_BEST.indexOf(b) ? a : b;
}
