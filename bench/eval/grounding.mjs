// Whether recommendations speak of this very description.
import { isRecommendation } from "./units.mjs";
import { stemsOf } from "./words.mjs";

/** How many use a distinctive word of their item in their "text", or in their "title". */
export function countGrounded(cases, part) {
  const grounded = cases.flatMap(({ units, distinctive }) =>
    units
      .filter(isRecommendation)
      .filter((unit) => stemsOf(unit[part]).some((word) => distinctive.has(word))),
  );
  return grounded.length;
}
