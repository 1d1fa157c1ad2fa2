import type { FacetSign } from "../../schema/facet.ts";
import type { Page } from "../playbook/page.ts";
import { type ScopedSentence, speaksOfWanted } from "../playbook/scope.ts";

/** A facet that a description shows, and where. */
export interface FacetFound {
  readonly id: string;
  readonly evidence: readonly ScopedSentence[];
}

/** The facets that a description shows and none of its kinds speaks of, in the order of the signs. */
export function findFacets(
  signs: readonly FacetSign[],
  page: Page,
  kinds: readonly string[],
): readonly FacetFound[] {
  return signs
    .filter(({ covered }) => !covered.some((kind) => kinds.includes(kind)))
    .map((sign) => ({ id: sign.id, evidence: sentencesWith(sign, page) }))
    .filter(({ evidence }) => evidence.length > 0);
}

/** Sentences about what is wanted that show a term of every group. */
function sentencesWith({ shown, except }: FacetSign, page: Page): readonly ScopedSentence[] {
  const [first = [], ...rest] = shown.map((terms) => sentencesOf(terms, page));
  const shared = [...first].filter(
    (sentence) => speaksOfWanted(sentence) && rest.every((others) => others.has(sentence)),
  );
  if (shared.length === 0 || except.length === 0) return shared;
  const others = sentencesOf(except, page);
  return shared.filter((sentence) => !others.has(sentence));
}

const sentencesOf = (terms: readonly string[], page: Page): ReadonlySet<ScopedSentence> =>
  new Set(page.find(terms).map(({ sentence }) => sentence));
