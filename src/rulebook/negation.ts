import type { Knowledge } from "../schema/knowledge.ts";
import { overlapWith, type Searchable, type Span } from "./matching.ts";

type IsExcluded = (signal: string, span: Span) => boolean;

/** Far enough for `window` words, near enough to stay linear. */
const LOOK_BACK = 160;
const LOOK_AHEAD = 60;
const ENDED_CLAUSES = /^.*(?:[.;:!?\n]|\bbut\b|,\s*(?:and|then|so)\b)/s;
const RULED_OUT_AFTER =
  /^[^.;:!?\n,]{0,20}\b(?:is|are|remains?|stays?|be)?\s*(?:out of scope|not (?:in scope|part of|included|planned|supported yet)|excluded)\b/;

/** Builds the test of whether a match is ruled out by the words around it or by the section it is in. */
export function exclusionsOf(
  { lower }: Searchable,
  { window, negators, exceptions, headings }: Knowledge["negation"],
): IsExcluded {
  const negator = new RegExp(negators.join("|"));
  const kept = exceptions.map(({ negator: source, signals }) => ({
    expression: new RegExp(source),
    signals: new Set(signals),
  }));
  const inExcludedSection = overlapWith(excludedSections(lower, headings));
  return (signal, span) => {
    if (inExcludedSection(span)) return true;
    const { start, end } = span;
    const words = wordsBefore(lower, start, window);
    if (negator.test(words)) {
      return !kept.some(({ expression, signals }) => signals.has(signal) && expression.test(words));
    }
    return RULED_OUT_AFTER.test(lower.slice(end, end + LOOK_AHEAD));
  };
}

function wordsBefore(lower: string, start: number, window: number): string {
  const clause = lower.slice(Math.max(0, start - LOOK_BACK), start).replace(ENDED_CLAUSES, "");
  return clause.trim().split(/\s+/).slice(-window).join(" ");
}

const NEXT_HEADING =
  /^(?:#{1,6} |\*\*[^*\n]{1,80}\*\*:?[ \t]*$|[^.\n]{1,60}:[ \t]*$|={3,}|-{3,}[ \t]*$)/gm;

type Range = Pick<Span, "start" | "end">;

/** Ranges below a heading such as "Non-goals", or behind such a label on the same line. */
function excludedSections(lower: string, headings: readonly string[]): readonly Range[] {
  const heading = new RegExp(
    `^[ \\t>#*_\\d.-]{0,12}(?:${headings.join("|")})([*_ \\t]{0,4}:)?[*_ \\t:]{0,6}`,
    "gm",
  );
  const ranges: Range[] = [];
  for (const { index, 0: matched, 1: label } of lower.matchAll(heading)) {
    const start = index + matched.length;
    // What lies in a section already is not looked at again, which keeps this linear.
    if (start < (ranges.at(-1)?.end ?? 0)) continue;
    const end = lineEnd(lower, start);
    if (lower.slice(start, end).trim() === "") ranges.push({ start, end: nextHeading(lower, end) });
    // "Out of scope for now are …" in the middle of prose is the negators' business.
    else if (label !== undefined) ranges.push({ start, end });
  }
  return ranges;
}

function nextHeading(lower: string, end: number): number {
  NEXT_HEADING.lastIndex = end + 1;
  return NEXT_HEADING.exec(lower)?.index ?? lower.length;
}

function lineEnd(lower: string, from: number): number {
  const end = lower.indexOf("\n", from);
  return end < 0 ? lower.length : end;
}
