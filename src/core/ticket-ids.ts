import type { EpicResponse } from "../schema/epic.ts";
import type { Recommendation } from "../schema/persona.ts";

/** A recommendation and the persona that gave it. */
export interface Advice {
  readonly persona: string;
  readonly recommendation: Recommendation;
}

/** Advice under the id that it has in the ticket's documents. */
export type Traced = Advice & { readonly id: string };

/** Every recommendation, in the order of the reviews. */
export function adviceOf({ personas }: EpicResponse["epic"]): Advice[] {
  return personas
    .toSorted((a, b) => a.persona.reviewOrder - b.persona.reviewOrder)
    .flatMap(({ persona, recommendations }) =>
      recommendations.map((recommendation) => ({ persona: persona.name, recommendation })),
    );
}

/** Ids of what has to be settled before the work may be called done. */
export function blockingIds(epic: EpicResponse["epic"]): string[] {
  return adviceOf(epic)
    .filter(({ recommendation }) => recommendation.type === "blocking")
    .map(({ recommendation }) => recommendation.id);
}

/** FR-1, FR-2 and so on. */
export function numbered<T extends object>(
  prefix: string,
  items: readonly T[],
): (T & { readonly id: string })[] {
  return items.map((item, index) => Object.assign({ id: `${prefix}-${index + 1}` }, item));
}
