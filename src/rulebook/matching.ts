import type { Choice, CompiledPattern } from "../schema/knowledge.ts";
import { WORD } from "./characters.ts";

/** A description as patterns see it: same length as the original, so that offsets are the same. */
export interface Searchable {
  readonly text: string;
  /** Lines that an editor wrapped are joined by a space. */
  readonly plain: string;
  /** `plain` in lower case. */
  readonly lower: string;
}

export interface Span {
  readonly start: number;
  readonly end: number;
  /** Capture groups. */
  readonly groups: readonly (string | undefined)[];
}

const WRAPPED = new RegExp(`[ \\t]?\\r?(?<=[^\\n]{50})\\n(?=[${WORD}"'“(])(?!\\d{1,3}[.)] )`, "g");

export function searchable(text: string): Searchable {
  const plain = text.replace(WRAPPED, (wrap) => " ".repeat(wrap.length));
  // The one character whose lower case is longer than itself.
  return { text, plain, lower: plain.replaceAll("\u0130", "i").toLowerCase() };
}

/** All places where one of the patterns matches, in the order of the text. */
export function findSpans(patterns: readonly CompiledPattern[], text: string): readonly Span[] {
  const spans: Span[] = [];
  for (const pattern of patterns) {
    const expression = narrow(pattern, text);
    if (!expression) continue;
    for (const match of text.matchAll(expression)) {
      const span = wholeWords(text, match.index, match.index + match[0].length);
      if (span) spans.push({ ...span, groups: match.slice(1) });
    }
  }
  return spans.toSorted((a, b) => a.start - b.start);
}

/**
 * The pattern without the alternatives that cannot match because none of their words occurs. What
 * cannot match anywhere changes no match of the others, so the result is that of the whole pattern.
 */
export function narrow(
  { before, choices, after }: CompiledPattern,
  text: string,
): RegExp | undefined {
  const possible = choices.filter((choice) => mayMatch(choice, text));
  if (possible.length === 0) return undefined;
  return new RegExp(`${before}(?:${possible.map(sourceOf).join("|")})${after}`, "g");
}

export function sourceOf(choice: Choice): string {
  return typeof choice === "string" ? choice : choice.source;
}

function mayMatch(choice: Choice, text: string): boolean {
  if (typeof choice === "string") return text.includes(choice);
  return choice.words.length === 0 || choice.words.some((word) => text.includes(word));
}

/** Tells in logarithmic time whether a span overlaps one of many. */
export function overlapWith(
  ranges: readonly Pick<Span, "start" | "end">[],
): (span: Pick<Span, "start" | "end">) => boolean {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    starts.push(start);
    ends.push(Math.max(end, ends.at(-1) ?? 0));
  }
  return ({ start, end }) => (ends[countBelow(starts, end) - 1] ?? -1) > start;
}

/** How many of the sorted numbers lie below a limit. */
export function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(sorted[middle]) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

const LETTER = new RegExp(`[${WORD}]`);
const ASCII_TAIL = new RegExp(`^\\w[${WORD}]*`);
const LONGEST_TAIL = 30;

/**
 * Patterns know the borders of ASCII words only. A match that ends before "ü" is a piece of another
 * word and none; one that ends within an ASCII word meant a stem, and takes in the rest of the word.
 */
function wholeWords(text: string, start: number, end: number): Omit<Span, "groups"> | undefined {
  if (beginsWithin(text, start)) return undefined;
  if (!LETTER.test(text.charAt(end - 1)) || !LETTER.test(text.charAt(end))) return { start, end };
  const tail = ASCII_TAIL.exec(text.slice(end, end + LONGEST_TAIL))?.[0] ?? "";
  return tail === "" || tail.length === LONGEST_TAIL
    ? undefined
    : { start, end: end + tail.length };
}

/** Within a word, or within a number such as 3.1.2. */
function beginsWithin(text: string, start: number): boolean {
  return (
    (LETTER.test(text.charAt(start)) && LETTER.test(text.charAt(start - 1))) ||
    /^\d[.,]\d/.test(text.slice(Math.max(0, start - 2), start + 1))
  );
}
