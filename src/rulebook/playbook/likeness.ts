import { findPostings, type Postings } from "./postings.ts";
import type { ScopedSentence } from "./scope.ts";
import { type Token, tokenize } from "./tokens.ts";

/** How much each word, and each pair of words, speaks for the kinds in whose playbooks it is used. */
export interface LikenessIndex {
  /** Ids of the kinds; the postings count them from 0. */
  readonly ids: readonly string[];
  /** By stem, or two stems with a space between. */
  readonly postings: Postings;
}

/** How far a kind stands out from all others for a description, in standard deviations. */
export interface Likeness {
  readonly id: string;
  readonly like: number;
}

/**
 * Compares a description with the whole text of each playbook, which finds the few kinds that it may
 * be of, in whatever words they are named; it does not decide (recognise.ts).
 */
export function likenessOf(
  sentences: readonly ScopedSentence[],
  { ids, postings }: LikenessIndex,
): readonly Likeness[] {
  const scores = new Map<number, number>();
  for (const [gram, said] of gramsOf(sentences)) {
    for (const [kind, weight] of findPostings(postings, gram)) {
      scores.set(kind, (scores.get(kind) ?? 0) + Math.sqrt(Math.min(said, MOST_SAID)) * weight);
    }
  }
  const all = ids.map((_, kind) => scores.get(kind) ?? 0);
  const mean = all.reduce((sum, score) => sum + score, 0) / all.length;
  const variance = all.reduce((sum, score) => sum + (score - mean) ** 2, 0) / all.length;
  const deviation = Math.sqrt(variance) || 1;
  return ids.map((id, kind) => ({ id, like: ((scores.get(kind) ?? 0) - mean) / deviation }));
}

/** What is said all over says no more than what is said some times. */
const MOST_SAID = 4;

/** Each word and pair of words with how much it counts: what is wanted most, background nothing. */
function gramsOf(sentences: readonly ScopedSentence[]): ReadonlyMap<string, number> {
  const grams = new Map<string, number>();
  for (const [at, sentence] of sentences.entries()) {
    const weight = at === 0 ? IN_TITLE : weightOf(sentence);
    if (weight === 0) continue;
    for (const gram of gramsOfTokens(sentence.tokens)) {
      grams.set(gram, (grams.get(gram) ?? 0) + weight);
    }
  }
  return grams;
}

const IN_TITLE = 2.5;
const LATER = 0.4;
const PURPOSE = 1.5;

function weightOf({ scope, purpose }: ScopedSentence): number {
  if (scope === "later") return LATER;
  if (scope !== "wanted") return 0;
  return purpose ? PURPOSE : 1;
}

/** Words that say something, and what stands side by side once the others are left out. */
export function gramsOfTokens(tokens: readonly Token[]): readonly string[] {
  const stems = tokens.flatMap(({ lower, stem }) => (isTelling(lower) ? [stem] : []));
  const pairs = stems.flatMap((stem, at) =>
    stems.slice(at + 1, at + 2).map((next) => `${stem} ${next}`),
  );
  return [...stems, ...pairs];
}

export const gramsOfText = (text: string): readonly string[] => gramsOfTokens(tokenize(text));

const EMPTY: ReadonlySet<string> = new Set(
  "the and for with that are from when can must should they their this not have has will which who than into our was were been its his her them then there here what how each every any all some more most one two only also may might would could does did done let make made use used using before after without within new same other own".split(
    " ",
  ),
);

/** Whether a word says anything of what a text is about. */
export const isTelling = (lower: string): boolean =>
  lower.length > 2 && !EMPTY.has(lower) && !/^\d/.test(lower);
