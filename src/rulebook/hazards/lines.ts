import type { HazardIndex } from "../../schema/hazard.ts";
import type { ScopedSentence } from "../playbook/scope.ts";
import type { Lexicon } from "./lexicon.ts";
import { type Occurrence, occurrencesIn } from "./occurrences.ts";
import { tagWords, type Word } from "./tag.ts";

/** A sentence as it is matched. */
export interface Line {
  readonly sentence: ScopedSentence;
  readonly words: readonly Word[];
  readonly byTerm: ReadonlyMap<number, readonly Occurrence[]>;
  /** By their first and by their last word. */
  readonly byFrom: ReadonlyMap<number, readonly Occurrence[]>;
  readonly byTo: ReadonlyMap<number, readonly Occurrence[]>;
}

export function lineOf(sentence: ScopedSentence, index: HazardIndex, lexicon: Lexicon): Line {
  const occurrences = occurrencesIn(sentence.tokens, index);
  return {
    sentence,
    words: tagWords(sentence.text, sentence.tokens, lexicon),
    byTerm: grouped(occurrences, ({ term }) => term),
    byFrom: grouped(occurrences, ({ from }) => from),
    byTo: grouped(occurrences, ({ to }) => to),
  };
}

function grouped(
  occurrences: readonly Occurrence[],
  keyOf: (occurrence: Occurrence) => number,
): ReadonlyMap<number, readonly Occurrence[]> {
  const groups = new Map<number, Occurrence[]>();
  for (const occurrence of occurrences) {
    const key = keyOf(occurrence);
    const group = groups.get(key);
    if (group) group.push(occurrence);
    else groups.set(key, [occurrence]);
  }
  return groups;
}

/** Whether a line shows one of the terms; without terms there is nothing to show. */
export const showsOne = (terms: readonly number[], { byTerm }: Line): boolean =>
  terms.length === 0 || terms.some((term) => byTerm.has(term));

export const overlap = (one: Occurrence, other: Occurrence): boolean =>
  one.from <= other.to && other.from <= one.to;
