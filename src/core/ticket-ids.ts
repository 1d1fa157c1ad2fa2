import type { EpicResponse } from "../schema/epic.ts";
import type { Recommendation } from "../schema/persona.ts";
import type { NumberBook } from "./ticket-numbers.ts";

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

/** Each thing with its id in the documents, for what it stands for in the epic. */
export function numbered<T extends object>(
  prefix: string,
  items: readonly T[],
  { book, sourceOf }: { readonly book: NumberBook; readonly sourceOf: (item: T) => string },
): (T & { readonly id: string })[] {
  const times = new Map<string, number>();
  return items.map((item) => {
    const source = sourceOf(item);
    const time = (times.get(source) ?? 0) + 1;
    times.set(source, time);
    // Two personas may ask the same question.
    const id = book.idFor(prefix, time === 1 ? source : `${source} (${time})`);
    return Object.assign({ id }, item);
  });
}
