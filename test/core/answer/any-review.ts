import * as fc from "fast-check";

import type { Review } from "../../../src/schema/persona.ts";
import type { Effort } from "../../../src/schema/vocabulary.ts";
import { SHOWN_FRAME } from "./frame.ts";

/** Text as a reader of answers leaves it: trimmed, with nothing invisible in it. */
const text = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .map((raw) => `x${raw.replaceAll(/[\p{C}\p{Z}]/gu, " ")}`.trim());
const optionalText = fc.oneof(fc.constant(""), text);
const id = fc.stringMatching(/^[a-z]{2,8}-[a-z\d]{1,6}$/);
const days = fc.integer({ min: 0, max: 400 }).map((eighths) => eighths / 8);
const effort = fc
  .tuple(days, days, days)
  .map((some) => some.toSorted((a, b) => a - b))
  .map(([low = 0, expected = 0, high = 0]) => ({ low, high, expected }));
const absent = fc.constant(undefined);

const recommendation = fc
  .record({
    id,
    title: text,
    type: fc.constantFrom("blocking" as const, "suggested" as const),
    priority: fc.constantFrom(
      "critical" as const,
      "high" as const,
      "medium" as const,
      "low" as const,
    ),
    estimatedCost: fc.constantFrom("", "low", "unknown"),
    description: text,
    evidence: fc.array(
      fc.oneof(
        fc.record({ quote: text }),
        fc.record({ quote: text, sentence: fc.nat(9).map((n) => n + 1) }),
      ),
      { maxLength: 2 },
    ),
    acceptance: optionalText,
    references: fc.array(text, { maxLength: 2 }),
    facts: fc.array(id, { maxLength: 2 }),
    focus: fc.oneof(
      absent,
      fc.constantFrom(...SHOWN_FRAME.persona.focusAreas.map((area) => area.id)),
    ),
    effort: fc.oneof(absent, effort),
  })
  .map(withoutAbsent);

function withoutAbsent<T extends { focus: string | undefined; effort: Effort | undefined }>({
  focus,
  effort: work,
  ...rest
}: T) {
  const dependencies: string[] = [];
  return {
    ...rest,
    dependencies,
    ...(focus !== undefined && { focus }),
    ...(work && { effort: work }),
  };
}

/** Any review as `SHOWN_FRAME` would have it; recommendations depend on earlier ones. */
export const anyReview: fc.Arbitrary<Review> = fc
  .record({
    verdict: fc.constantFrom("READY" as const, "CONCERNS" as const, "BLOCKED" as const),
    insights: fc.array(text, { maxLength: 3 }),
    recommendations: fc.uniqueArray(recommendation, { selector: (each) => each.id, maxLength: 5 }),
    questions: fc.uniqueArray(
      fc.record({
        id,
        text,
        askedBy: fc.constant(SHOWN_FRAME.persona.name),
        blocksEstimate: fc.boolean(),
        assumption: optionalText,
      }),
      { selector: (question) => question.id, maxLength: 2 },
    ),
    costAnalysis: fc.record({ category: text, amount: text }),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs),
    model: fc.constant("shown-1"),
    tokens: fc.constant(12),
    version: fc.constant(SHOWN_FRAME.persona.version),
  })
  .map((review) => {
    for (const [at, each] of review.recommendations.entries()) {
      each.dependencies.push(
        ...review.recommendations.slice(0, at % 2).map((earlier) => earlier.id),
      );
    }
    return review;
  });
