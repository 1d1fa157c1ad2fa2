import { stemmer } from "stemmer";

export interface Token {
  /** As written. */
  readonly text: string;
  readonly lower: string;
  readonly stem: string;
  /** Offset in the text that was split. */
  readonly start: number;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’]*/gu;

export function tokenize(text: string): readonly Token[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => {
    const lower = word.toLowerCase().replaceAll("’", "'").replace(/'s?$/, "");
    return { text: word, lower, stem: stemOf(lower), start: index };
  });
}

const stems = new Map<string, string>();

/** By Porter's algorithm; each word is reduced once per process. */
function stemOf(lower: string): string {
  const known = stems.get(lower);
  if (known !== undefined) return known;
  const stem = stemmer(lower);
  if (stems.size < MOST_STEMS) stems.set(lower, stem);
  return stem;
}

/** A text made of ever new words must not fill the memory. */
const MOST_STEMS = 50_000;
