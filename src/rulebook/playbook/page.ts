import type { ScopedSentence } from "./scope.ts";
import { parseTerm, type TermWord } from "./terms.ts";
import type { Token } from "./tokens.ts";

/** Where a term stands: in which sentence, and from which token to which. */
export interface Hit {
  readonly sentence: ScopedSentence;
  readonly from: number;
  readonly to: number;
  /** Offset of the first token within the sentence. */
  readonly start: number;
}

/** A description ready to be asked for thousands of terms: each costs what it finds, not the text. */
export interface Page {
  readonly sentences: readonly ScopedSentence[];
  /** Every place of any of the terms outside what is excluded, in the order of the terms. */
  readonly find: (terms: readonly string[]) => readonly Hit[];
}

interface Place {
  readonly sentence: ScopedSentence;
  readonly token: Token;
  readonly at: number;
}

/** More than a paragraph: some sentence of it shows anything. */
export const isManySentences = ({ sentences }: Page): boolean => sentences.length >= PARAGRAPH;

const PARAGRAPH = 10;

export function openPage(sentences: readonly ScopedSentence[]): Page {
  const included = sentences.filter(({ scope }) => scope !== "excluded");
  const places = placesByWord(included);
  const found = new Map<string, readonly Hit[]>();
  const findOne = (source: string): readonly Hit[] => {
    if (isAbsent(source, places)) return NOWHERE;
    const known = found.get(source);
    if (known) return known;
    const [first, ...rest] = parseTerm(source);
    const hits = (first ? startsOf(first, places) : []).flatMap(({ sentence, token, at }) => {
      const to = matchRest(rest, sentence.tokens, at);
      return to === undefined ? [] : [{ sentence, from: at, to, start: token.start }];
    });
    found.set(source, hits);
    return hits;
  };
  return {
    sentences: included,
    find: (terms) => terms.flatMap(findOne),
  };
}

const NOWHERE: readonly Hit[] = [];

/** Whether the first word of a term that the build made ready stands nowhere: so it is with most. */
function isAbsent(source: string, { byStem }: Places): boolean {
  if (!source.startsWith("~")) return false;
  const end = source.indexOf(" ");
  return !byStem.has(source.slice(1, end < 0 ? undefined : end));
}

interface Places {
  readonly byStem: ReadonlyMap<string, readonly Place[]>;
  readonly byLower: ReadonlyMap<string, readonly Place[]>;
  /** Words by their first letters, so that the beginning of one is not held against all. */
  readonly byBeginning: ReadonlyMap<string, readonly (readonly [string, readonly Place[]])[]>;
}

function placesByWord(sentences: readonly ScopedSentence[]): Places {
  const byStem = new Map<string, Place[]>();
  const byLower = new Map<string, Place[]>();
  for (const sentence of sentences) {
    for (const [at, token] of sentence.tokens.entries()) {
      put(byStem, token.stem, { sentence, token, at });
      put(byLower, token.lower, { sentence, token, at });
    }
  }
  const byBeginning = new Map<string, [string, Place[]][]>();
  for (const word of byLower) put(byBeginning, word[0].slice(0, BEGINNING), word);
  return { byStem, byLower, byBeginning };
}

function put<T>(groups: Map<string, T[]>, key: string, member: T): void {
  const group = groups.get(key);
  if (group) group.push(member);
  else groups.set(key, [member]);
}

/** No term asks for a shorter beginning. */
const BEGINNING = 2;

function startsOf(word: TermWord, { byStem, byLower, byBeginning }: Places): readonly Place[] {
  switch (word.kind) {
    case "stem":
      return byStem.get(word.value) ?? [];
    case "prefix":
      return (byBeginning.get(word.value.slice(0, BEGINNING)) ?? []).flatMap(([lower, places]) =>
        lower.startsWith(word.value) ? places : [],
      );
    case "word":
      return byLower.get(word.value) ?? [];
    case "exact":
      return (byLower.get(word.value.toLowerCase()) ?? []).filter(
        ({ token }) => token.text === word.value,
      );
  }
}

function matchRest(
  words: readonly TermWord[],
  tokens: readonly Token[],
  from: number,
): number | undefined {
  let last = from;
  for (const word of words) {
    const gap = tokens
      .slice(last + 1, last + 2 + MOST_BETWEEN)
      .findIndex((token) => fits(word, token));
    if (gap < 0) return undefined;
    last += 1 + gap;
  }
  return last;
}

/** Other words that may stand between two words of a term. */
const MOST_BETWEEN = 2;

function fits({ kind, value }: TermWord, { stem, lower, text }: Token): boolean {
  switch (kind) {
    case "stem":
      return stem === value;
    case "prefix":
      return lower.startsWith(value);
    case "word":
      return lower === value;
    case "exact":
      return text === value;
  }
}
