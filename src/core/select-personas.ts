import type { Review } from "../schema/persona.ts";
import type { Priority } from "../schema/vocabulary.ts";

/** Who takes part in a review, and how much the epic has at stake for each. */
export interface Selection {
  /** Who has nothing to say. */
  readonly idle: readonly string[];
  /** By persona; absent where the order is as it is. */
  readonly stakes: ReadonlyMap<string, number> | undefined;
  /** Why somebody was left out, one sentence each. */
  readonly notes: readonly string[];
}

export const EVERYBODY: Selection = { idle: [], stakes: undefined, notes: [] };

/**
 * By what the rulebook would say as each of them. Whoever would recommend nothing is left out, unless
 * required; but where most are silent it is the rulebook that does not know this kind of epic.
 */
export function selectPersonas(
  said: ReadonlyMap<string, Review>,
  isRequired: (name: string) => boolean,
): Selection {
  const reviews = [...said];
  const stakes = new Map(reviews.map(([name, review]) => [name, stakeOf(review)]));
  const silent = reviews.filter(([, { recommendations }]) => recommendations.length === 0);
  const idle = silent.filter(([name]) => !isRequired(name));
  if (idle.length === 0) return { idle: [], stakes, notes: [] };
  if (silent.length * 2 > reviews.length) return { idle: [], stakes, notes: [UNKNOWN] };
  return { idle: idle.map(([name]) => name), stakes, notes: idle.map(reasonOf) };
}

const UNKNOWN =
  "Nobody was left out: the rulebook knows too little of this kind of epic to tell who has nothing to say";

function reasonOf([name, { questions }]: readonly [string, Review]): string {
  const asked = questions.map(({ text }) => text).join(" ");
  const lost = asked === "" ? "" : `; it would only have asked: ${asked}`;
  return `${name} was left out: none of its rules speaks to this epic${lost}`;
}

/** Each step down is worth less than half of the one above; what blocks outweighs what does not. */
const WEIGHTS: Readonly<Record<Priority, number>> = { critical: 27, high: 9, medium: 3, low: 1 };
const BLOCKING = 10;

function stakeOf({ recommendations, questions }: Review): number {
  const advice = recommendations.map(
    ({ type, priority }) => WEIGHTS[priority] * (type === "blocking" ? BLOCKING : 1),
  );
  const asked = questions.map(({ blocksEstimate }) =>
    blocksEstimate ? WEIGHTS.medium : WEIGHTS.low,
  );
  return [...advice, ...asked].reduce((sum, weight) => sum + weight, 0);
}
