import { HALVES, WORD } from "./characters.ts";
import { countBelow } from "./matching.ts";
import type { Sentence } from "./reading.ts";

// A stop ends a sentence when what follows looks like a beginning; a line break does when the line was
// not merely wrapped (matching.ts joins wrapped ones).
const END = /[.!?]{1,9}["')\]”’]{0,3}(?=\s{1,9}["'(“‘[]{0,3}[^\sa-zß-öø-ÿ])|[。！？]{1,9}|\n/g;
const ABBREVIATION =
  /(?:\b(?:e\.g|i\.e|etc|vs|approx|ca|no|nr|dr|mr|mrs|ms|st|inc|ltd|art|sec)|(?:^|[\s(])[^\s\d])\.$/i;
const HAS_WORDS = new RegExp(`[${WORD}${HALVES}]`);

/** Sentences with their offsets. `plain` is the text with wrapped lines joined. */
export function splitSentences(plain: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const { index, 0: stop } of plain.matchAll(END)) {
    const end = index + stop.length;
    if (stop === "." && ABBREVIATION.test(plain.slice(Math.max(0, end - 8), end))) continue;
    push(sentences, plain, start, end);
    start = end;
  }
  push(sentences, plain, start, plain.length);
  return sentences;
}

function push(sentences: Sentence[], plain: string, from: number, to: number): void {
  const raw = plain.slice(from, to);
  const text = raw.trim();
  if (HAS_WORDS.test(text)) sentences.push({ text, start: from + raw.indexOf(text) });
}

/** Number, from 1, of the sentence that holds the offset; `starts` are the offsets of all sentences. */
export function sentenceAt(starts: readonly number[], offset: number): number {
  return Math.max(1, countBelow(starts, offset + 1));
}
