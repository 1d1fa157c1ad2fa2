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
  const from = start + countWhile(words, start, isBeforeNoun);
  const rest = countWhile(words, from + 1, isFurtherNoun);
  const isNoun = words[from]?.tag === "noun" && (from === start || isClose(words[from]));
  return isNoun ? { from, head: from + rest, role } : undefined;
}

/** How many of the next words hold; a phrase is short, whatever the text is made of. */
function countWhile(
  words: readonly Word[],
  start: number,
  holds: (word: Word, at: number) => boolean,
): number {
  const near = words.slice(start, start + MOST_IN_PHRASE);
  const end = near.findIndex((word, at) => !holds(word, at));
  return end < 0 ? near.length : end;
}

const MOST_IN_PHRASE = 6;

const BEFORE_NOUN: ReadonlySet<string> = new Set(["determiner", "adjective", "adverb"]);

const isBeforeNoun = (word: Word, at: number): boolean =>
  BEFORE_NOUN.has(word.tag) && (at === 0 || isClose(word));

const isFurtherNoun = (word: Word): boolean => word.tag === "noun" && isClose(word);

const isClose = (word: Word | undefined): boolean => word?.mark === "none";

/** The noun phrase that ends at a word. */
export function phraseEndingAt(words: readonly Word[], head: number, role: Role): Phrase {
  let from = head;
  const first = Math.max(0, head - MOST_IN_PHRASE);
  while (from > first && words[from - 1]?.tag === "noun" && isClose(words[from])) from -= 1;
  return { from, head, role };
}

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
    if (phrase && isSubject(words, phrase, phrases)) break;
    if (phrase) {
      phrases.push(phrase);
      at = phrase.head + 1;
    }
    const link = linkAt(words, at, phrase !== undefined);
    if (!link) break;
    role = link.role ?? role;
    at = link.next;
  }
  return phrases;
}

/** What joins the next phrase to the one before: a preposition, a conjunction or a comma. */
function linkAt(
  words: readonly Word[],
  at: number,
  hasPhrase: boolean,
): { readonly next: number; readonly role?: Role } | undefined {
  const word = words[at];
  if (!word || word.mark === "stop") return undefined;
  if (word.tag === "conjunction" || word.mark === "comma") {
    return hasPhrase ? { next: word.tag === "conjunction" ? at + 1 : at } : undefined;
  }
  if (!JOINING.has(word.tag)) return undefined;
  if (word.tag === "particle") return { next: at + 1 };
  return { next: at + 1, role: hasPhrase ? roleAfter(word.lower) : "beside" };
}

const roleAfter = (preposition: string): Role => (preposition === "of" ? "whole" : "beside");

const JOINING: ReadonlySet<string> = new Set(["particle", "preposition", "to"]);

const MOST_PHRASES = 6;

/** "..., and the customer is told": the phrase begins a clause of its own. */
function isSubject(words: readonly Word[], { head }: Phrase, before: readonly Phrase[]): boolean {
  const tag = words[head + 1]?.tag;
  return before.length > 0 && tag !== undefined && FINITE.has(tag);
}

const FINITE: ReadonlySet<string> = new Set(["modal", "be", "have", "verb"]);
