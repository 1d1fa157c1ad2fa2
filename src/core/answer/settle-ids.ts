import type { Recommendation } from "../../schema/persona.ts";
import { bareName } from "./member.ts";

/**
 * Gives an id to each recommendation that has none, made from its title so that it is the same in
 * every run, and takes a dependency on a title, or on an id in other casing, for one on the id.
 */
export function settleIds(recommendations: readonly Recommendation[]): Recommendation[] {
  const taken = new Set(recommendations.map(({ id }) => id));
  const named = recommendations.map((recommendation) => {
    if (recommendation.id !== "") return recommendation;
    const id = freeId(slug(recommendation.title, "recommendation"), taken);
    taken.add(id);
    return { ...recommendation, id };
  });
  const meanings = new Map(
    named.toReversed().map(({ id, title }) => [bareName(title), id] as const),
  );
  for (const { id } of named.toReversed()) meanings.set(bareName(id), id);
  return named.map((recommendation) => pointAt(recommendation, meanings, taken));
}

function pointAt(
  recommendation: Recommendation,
  meanings: ReadonlyMap<string, string>,
  ids: ReadonlySet<string>,
): Recommendation {
  const dependencies = recommendation.dependencies.map((reference) =>
    ids.has(reference) ? reference : (meanings.get(bareName(reference)) ?? reference),
  );
  return { ...recommendation, dependencies };
}

const LONGEST_SLUG = 60;

/** "Rate-limit the login" as rate-limit-the-login; `other` where no letter is left. */
export function slug(text: string, other: string): string {
  const words = text
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/[^a-z\d]+/g, "-");
  return words.slice(0, LONGEST_SLUG).replaceAll(/^-+|-+$/g, "") || other;
}

export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let free = wanted;
  for (let count = 2; taken.has(free); count += 1) free = `${wanted}-${count}`;
  return free;
}
