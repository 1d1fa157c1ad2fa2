import type { Word } from "./tag.ts";

/** A noun with what stands before it: "the old repeat prescription". */
export interface Phrase {
  /** Its first noun. */
  readonly from: number;
  /** Its last noun, which says what it is. */
  readonly head: number;
  /** What it is to the act. */
  readonly role: Role;
}

/**
 * What is acted on, what it is part of ("the status of an order"), what something happens to ("orders
 * expire"), or what stands after a preposition.
 */
export type Role = "object" | "whole" | "subject" | "beside";

/** The noun phrase that begins at a word, if one does. */
export function phraseAt(words: readonly Word[], start: number, role: Role): Phrase | undefined {
  let from = start;
  while (from < words.length && isBeforeNoun(words[from], from > start)) from += 1;
  let end = from;
  while (
    end < words.length &&
    words[end]?.tag === "noun" &&
    (end === from || isClose(words[end]))
  ) {
    end += 1;
  }
  const breaks = words.slice(start + 1, from + 1).some(({ mark }) => mark !== "none");
  return end === from || breaks ? undefined : { from, head: end - 1, role };
}

/** The noun phrase that ends at a word. */
export function phraseEndingAt(words: readonly Word[], head: number, role: Role): Phrase {
  let from = head;
  while (from > 0 && words[from - 1]?.tag === "noun" && isClose(words[from])) from -= 1;
  return { from, head, role };
}

function isBeforeNoun(word: Word | undefined, further: boolean): boolean {
  if (!word || (further && word.mark === "stop")) return false;
  return word.tag === "determiner" || word.tag === "adjective" || word.tag === "adverb";
}

const isClose = (word: Word | undefined): boolean => word?.mark === "none";

/**
 * The phrases that follow: the objects ("coupons, vouchers and gift cards"), what they are part of, and
 * what stands after prepositions, up to the end of the clause.
 */
export function phrasesAfter(words: readonly Word[], start: number): readonly Phrase[] {
  const phrases: Phrase[] = [];
  let at = start;
  let role: Role = "object";
  while (phrases.length < MOST_PHRASES) {
    const phrase = phraseAt(words, at, role);
    if (phrase) {
      if (isSubject(words, phrase, phrases)) break;
      phrases.push(phrase);
      at = phrase.head + 1;
    }
    const word = words[at];
    if (!word || word.mark === "stop") break;
    if (word.tag === "conjunction" || (phrase && word.mark === "comma")) {
      at += word.tag === "conjunction" ? 1 : words[at + 1]?.tag === "conjunction" ? 1 : 0;
      if (!phrase) break;
      continue;
    }
    if (word.tag !== "preposition" && word.tag !== "to" && word.tag !== "particle") break;
    if (word.tag !== "particle") role = word.lower === "of" && phrase ? "whole" : "beside";
    at += 1;
  }
  return phrases;
}

const MOST_PHRASES = 6;

/** "..., and the customer is told": the phrase begins a clause of its own. */
function isSubject(words: readonly Word[], { head }: Phrase, before: readonly Phrase[]): boolean {
  const next = words[head + 1];
  if (before.length === 0 || !next) return false;
  return next.tag === "modal" || next.tag === "be" || next.tag === "have" || next.tag === "verb";
}
