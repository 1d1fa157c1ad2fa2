import type { Knowledge, Signal } from "../schema/knowledge.ts";
import { HALVES, WORD } from "./characters.ts";
import { findSpans, overlapWith, type Searchable, searchable, type Span } from "./matching.ts";
import { exclusionsOf } from "./negation.ts";
import { findQuantities } from "./quantities.ts";
import type { Match, Reading } from "./reading.ts";
import { sentenceAt, splitSentences } from "./sentences.ts";

/**
 * What the rulebook understands of a description. Takes time linear in the length of the text: every
 * pattern is bounded, and those whose words do not occur are never compiled.
 */
export function readDescription(text: string, knowledge: Knowledge): Reading {
  const search = searchable(text);
  const sentences = splitSentences(search.plain);
  const starts = sentences.map(({ start }) => start);
  const isExcluded = exclusionsOf(search, knowledge.negation);
  const toMatch = ({ start, end }: Span): Match => ({
    quote: text.slice(start, end),
    start,
    sentence: sentenceAt(starts, start),
  });
  const present = new Map<string, readonly Match[]>();
  const excluded = new Map<string, readonly Match[]>();
  for (const signal of knowledge.signals) {
    const meant: Span[] = [];
    const ruledOut: Span[] = [];
    for (const span of spansOf(signal, search)) {
      (isExcluded(signal.id, span) ? ruledOut : meant).push(span);
    }
    if (meant.length > 0) present.set(signal.id, meant.map(toMatch));
    if (ruledOut.length > 0) excluded.set(signal.id, ruledOut.map(toMatch));
  }
  return {
    text,
    sentences,
    present,
    excluded,
    quantities: findQuantities(knowledge.quantities, search, starts),
    ...countWords(search.lower),
    kinds: [],
    settled: [],
  };
}

function spansOf({ patterns, exact, not }: Signal, { lower, plain }: Searchable): readonly Span[] {
  const spans = [...findSpans(patterns, lower), ...findSpans(exact, plain)];
  if (spans.length === 0) return spans;
  const isBlocked = overlapWith(findSpans(not, lower));
  return spans.filter((span) => !isBlocked(span)).toSorted((a, b) => a.start - b.start);
}

const ENGLISH = new Set(
  "the and of to for with that is are be by from on when can must should we they their it this not or as at an in has have will which who if than into our a".split(
    " ",
  ),
);

const WORDS = new RegExp(`[${WORD}${HALVES}][${WORD}${HALVES}'’-]*`, "g");

function countWords(lower: string): { words: number; english: number } {
  const words = lower.match(WORDS) ?? [];
  const common = words.filter((word) => ENGLISH.has(word)).length;
  return { words: words.length, english: words.length === 0 ? 0 : common / words.length };
}
