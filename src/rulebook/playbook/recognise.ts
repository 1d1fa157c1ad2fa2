import type { Playbook } from "../../schema/playbook.ts";
import type { Page } from "./page.ts";
import type { ScopedSentence } from "./scope.ts";

/** What recognition needs of a playbook: the rest is loaded for the kinds that are recognised. */
export type Kind = Pick<Playbook, "id" | "core" | "signs" | "against">;

/** A kind that a description is of. */
export interface Recognition {
  readonly id: string;
  /** The higher, the surer. */
  readonly strength: number;
  /** Where the kind is named, the leading sentences first. */
  readonly evidence: readonly ScopedSentence[];
}

/**
 * The kinds of feature that a description is of, surest first, at most three; none where nothing is
 * sure. A kind must be named where the description says what it is about, or more than once, and
 * further signs must agree.
 */
export function recogniseKinds(kinds: readonly Kind[], page: Page): readonly Recognition[] {
  const words = page.sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const signsNeeded = words < SHORT ? 1 : 2;
  const recognised = kinds
    .map((kind) => recognise(kind, page, signsNeeded))
    .filter((recognition) => recognition !== undefined)
    .toSorted((a, b) => b.strength - a.strength);
  const least = (recognised[0]?.strength ?? 0) * CLOSE;
  return recognised.filter(({ strength }) => strength >= least).slice(0, MOST_KINDS);
}

const SHORT = 60;
const MOST_KINDS = 3;
/** A kind that is much weaker than the best one is only touched on. */
const CLOSE = 0.5;

function recognise(kind: Kind, page: Page, signsNeeded: number): Recognition | undefined {
  const evidence = sentencesOf(kind.core, page);
  const named = evidence.reduce((sum, { leading }) => sum + (leading ? 2 : 1), 0);
  if (named < 2) return undefined;
  const signs = kind.signs
    .filter(({ terms }) => sentencesOf(terms, page).length > 0)
    .reduce((sum, { weight }) => sum + weight, 0);
  const against = sentencesOf(kind.against, page).reduce(
    (sum, { leading }) => sum + (leading ? 3 : 1),
    0,
  );
  const agreeing = signs - against;
  if (agreeing < signsNeeded) return undefined;
  return {
    id: kind.id,
    strength: Math.min(named, MOST_NAMED) + agreeing,
    evidence: evidence.toSorted((a, b) => Number(b.leading) - Number(a.leading)),
  };
}

/** A word that is repeated all over says no more than one that is repeated. */
const MOST_NAMED = 6;

/** Sentences about what is wanted, now or later, that show one of the terms; each once. */
function sentencesOf(terms: readonly string[], page: Page): readonly ScopedSentence[] {
  const shown = new Set(page.find(terms).map(({ sentence }) => sentence));
  return [...shown].filter(({ scope }) => scope !== "background");
}
