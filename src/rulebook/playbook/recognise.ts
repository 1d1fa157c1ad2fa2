import type { Playbook } from "../../schema/playbook.ts";
import type { ScopedSentence } from "./scope.ts";
import { findTerm } from "./terms.ts";

/** A kind that a description is of. */
export interface Recognition {
  readonly playbook: Playbook;
  /** The higher, the surer. */
  readonly strength: number;
  /** Where the kind is named, best first. */
  readonly evidence: readonly ScopedSentence[];
}

/**
 * The kinds of feature that a description is of, surest first, at most three; none where nothing is
 * sure. A kind must be named where the description says what it is about, or more than once, and
 * further signs must agree.
 */
export function recogniseKinds(
  playbooks: readonly Playbook[],
  sentences: readonly ScopedSentence[],
): readonly Recognition[] {
  const wanted = sentences.filter(({ scope }) => scope === "wanted" || scope === "later");
  const words = wanted.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const signsNeeded = words < SHORT ? 1 : 2;
  const recognised = playbooks
    .map((playbook) => recognise(playbook, wanted, signsNeeded))
    .filter((recognition) => recognition !== undefined)
    .toSorted((a, b) => b.strength - a.strength);
  const least = (recognised[0]?.strength ?? 0) * CLOSE;
  return recognised.filter(({ strength }) => strength >= least).slice(0, MOST_KINDS);
}

const SHORT = 60;
const MOST_KINDS = 3;
/** A kind that is much weaker than the best one is only touched on. */
const CLOSE = 0.5;

function recognise(
  playbook: Playbook,
  sentences: readonly ScopedSentence[],
  signsNeeded: number,
): Recognition | undefined {
  const evidence = sentences.filter(({ tokens }) => shows(playbook.core, tokens));
  const named = evidence.reduce((sum, { leading }) => sum + (leading ? 2 : 1), 0);
  if (named < 2) return undefined;
  const signs = playbook.signs
    .filter(({ terms }) => sentences.some(({ tokens }) => shows(terms, tokens)))
    .reduce((sum, { weight }) => sum + weight, 0);
  const against = sentences.reduce(
    (sum, { tokens, leading }) => sum + (shows(playbook.against, tokens) ? (leading ? 3 : 1) : 0),
    0,
  );
  const agreeing = signs - against;
  if (agreeing < signsNeeded) return undefined;
  const leadingFirst = evidence.toSorted((a, b) => Number(b.leading) - Number(a.leading));
  return { playbook, strength: Math.min(named, 6) + agreeing, evidence: leadingFirst };
}

export function shows(terms: readonly string[], tokens: ScopedSentence["tokens"]): boolean {
  return terms.some((term) => findTerm(term, tokens) !== undefined);
}
