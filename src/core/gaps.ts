import type { EpicResponse } from "../schema/epic.ts";
import type { RunState } from "../schema/run.ts";

type Gap = EpicResponse["epic"]["gaps"][number];

/** Who was planned and gave no review, and why. */
export function findGaps(
  { plan, personaStates, errors }: RunState,
  reviewed: readonly string[],
): Gap[] {
  return plan
    .flat()
    .filter((persona) => !reviewed.includes(persona))
    .map((persona) => {
      const state = personaStates[persona];
      if (state?.status === "failed") return { persona, reason: state.reason };
      const error = errors.findLast((each) => each.persona === persona);
      return { persona, reason: error?.message ?? "It was not asked" };
    });
}
