import type { BaselinePart } from "../core/assessment.ts";
import { addEfforts, estimateEffort, settleEffort } from "../core/effort.ts";
import type { Estimation } from "../schema/estimation.ts";
import type { Effort, ReviewMode } from "../schema/vocabulary.ts";
import { holds, type Situation } from "./reading.ts";

/** The feature itself: what the description shows that must be built, at least the minimum. */
export function baselineOf(
  situation: Situation,
  mode: ReviewMode,
  { minimum, parts }: Estimation["baseline"],
): BaselinePart[] {
  const found = parts
    .filter(({ when }) => holds(when, situation))
    .map(({ id, title, days }) => ({ id, title, effort: estimateEffort(days[mode]) }));
  const { expected } = addEfforts(found.map(({ effort }) => effort));
  const missing = minimum[mode] - expected;
  if (missing <= 0) return found;
  const title = found.length > 0 ? "The rest of the feature" : "The feature as a whole";
  return [...found, { id: "base-minimum", title, effort: effortOf(missing) }];
}

/** As wide as the parts are, high twice as much as low, around the days expected. */
function effortOf(expected: number): Effort {
  return settleEffort({ low: expected * 0.6, high: expected * 1.2, expected });
}
