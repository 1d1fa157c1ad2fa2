import type { Quantity, Unit } from "../schema/knowledge.ts";
import { findSpans, type Searchable, type Span } from "./matching.ts";
import type { Amount, Sentence } from "./reading.ts";
import { sentenceAt } from "./sentences.ts";

/** What one of the written unit is worth in the unit of the quantity. */
const WORTH: Partial<Record<Unit, Readonly<Record<string, number>>>> = {
  bytes: { mb: 1e6, megabyte: 1e6, gb: 1e9, gigabyte: 1e9, tb: 1e12, terabyte: 1e12, pb: 1e15 },
  milliseconds: { ms: 1, millisecond: 1, s: 1000, sec: 1000, second: 1000 },
  days: { day: 1, week: 7, month: 30, year: 365 },
  minutes: { min: 1, minute: 1, h: 60, hour: 60, day: 1440 },
  "per-second": {
    s: 1,
    sec: 1,
    second: 1,
    min: 1 / 60,
    minute: 1 / 60,
    hour: 1 / 3600,
    day: 1 / 86_400,
    night: 1 / 86_400,
    week: 1 / 604_800,
    month: 1 / 2_592_000,
  },
};

const MULTIPLE: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
};

/** The first amount of each quantity; earlier patterns of a quantity are surer and win. */
export function findQuantities(
  quantities: readonly Quantity[],
  { text, lower }: Searchable,
  sentences: readonly Sentence[],
): ReadonlyMap<string, Amount> {
  const found = new Map<string, Amount>();
  if (!/\d/.test(lower)) return found;
  for (const { id, unit, patterns } of quantities) {
    const span = firstOf(patterns, lower);
    const amount = span && amountOf(span, unit);
    if (!span || !amount) continue;
    const quote = text.slice(span.start, span.end);
    found.set(id, {
      ...amount,
      quote,
      start: span.start,
      sentence: sentenceAt(sentences, span.start),
    });
  }
  return found;
}

function firstOf(patterns: Quantity["patterns"], lower: string): Span | undefined {
  for (const pattern of patterns) {
    const [first] = findSpans([pattern], lower);
    if (first) return first;
  }
  return undefined;
}

function amountOf({ groups }: Span, unit: Unit): Pick<Amount, "value" | "unit"> | undefined {
  const number = groups.find((group) => group !== undefined && /\d/.test(group));
  const written = groups.find((group) => group !== undefined && !/\d/.test(group));
  const value = number === undefined ? undefined : readNumber(number);
  if (value === undefined) return undefined;
  const worths = WORTH[unit];
  if (written === undefined) return { value };
  const worth = worths?.[written] ?? worths?.[written.replace(/s$/, "")] ?? 1;
  return { value: value * worth, unit: written };
}

/** "1,200", "1.5 million", "50k". */
function readNumber(written: string): number | undefined {
  const [, digits = "", multiple = ""] = /^([\d., ]*\d) ?([a-z]*)$/.exec(written.trim()) ?? [];
  const value = Number(digits.replace(/[, ]/g, "")) * (MULTIPLE[multiple] ?? 1);
  return digits === "" || !Number.isFinite(value) ? undefined : value;
}
