import type { Quote, Reading } from "../reading.ts";
import type { Hit } from "./page.ts";

/** A sentence that made an item speak, and where in it the words stand that did. */
export type Cause = Pick<Hit, "sentence"> & Partial<Pick<Hit, "from">>;

/** The causes as they stand in the description, each sentence once, two at most. */
export function quotesOf(causes: readonly Cause[], reading: Reading): readonly Quote[] {
  const bySentence = new Map(causes.toReversed().map((cause) => [cause.sentence, cause]));
  return causes
    .filter((cause) => bySentence.get(cause.sentence) === cause)
    .slice(0, MOST_QUOTES)
    .map((cause) => quoteOf(cause, reading));
}

/** The sentence, or so many of its words around those that matter. */
function quoteOf({ sentence, from = 0 }: Cause, { text, sentences }: Reading): Quote {
  const { tokens, start } = sentence;
  const first = Math.max(0, Math.min(from - WORDS_BEFORE, tokens.length - MOST_WORDS));
  const shown = tokens.slice(first, first + MOST_WORDS);
  const begin = start + Math.min(...shown.map((token) => token.start));
  const end = start + Math.max(...shown.map((token) => token.start + token.text.length));
  return {
    quote: text.slice(begin, end),
    sentence: sentences.findIndex((other) => other.start === start) + 1,
  };
}

const MOST_QUOTES = 2;
const MOST_WORDS = 20;
const WORDS_BEFORE = 7;
