import type { Quantity, Unit } from "../schema/knowledge.ts";
import { findSpans, type Searchable, type Span } from "./matching.ts";
import type { Amount } from "./reading.ts";
import { sentenceAt } from "./sentences.ts";

/** What one of the written unit is worth in the unit of the quantity. */
const WORTH: ReadonlyMap<string, number> = new Map([
  ["bytes mb", 1e6],
  ["bytes megabyte", 1e6],
  ["bytes gb", 1e9],
  ["bytes gigabyte", 1e9],
  ["bytes tb", 1e12],
  ["bytes terabyte", 1e12],
  ["bytes pb", 1e15],
  ["milliseconds s", 1000],
  ["milliseconds sec", 1000],
  ["milliseconds second", 1000],
  ["days week", 7],
  ["days month", 30],
  ["days year", 365],
  ["minutes h", 60],
  ["minutes hour", 60],
  ["minutes day", 1440],
  ["per-second min", 1 / 60],
  ["per-second minute", 1 / 60],
  ["per-second hour", 1 / 3600],
  ["per-second day", 1 / 86_400],
  ["per-second night", 1 / 86_400],
  ["per-second week", 1 / 604_800],
  ["per-second month", 1 / 2_592_000],
]);

const MULTIPLE: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
};

/** People count themselves in words. */
const COUNTS: ReadonlyMap<string, number> = new Map(
  [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
  ].map((word, at) => [word, at + 1]),
);
const ANY_NUMBER = new RegExp(`\\d|\\b(?:${[...COUNTS.keys()].join("|")})\\b`);

/** The first amount of each quantity; earlier patterns of a quantity are surer and win. */
export function findQuantities(
  quantities: readonly Quantity[],
  { text, lower }: Searchable,
  starts: readonly number[],
): ReadonlyMap<string, Amount> {
  const found = new Map<string, Amount>();
  if (!ANY_NUMBER.test(lower)) return found;
  for (const { id, unit, patterns } of quantities) {
    const span = firstOf(patterns, lower);
    const amount = span && amountOf(span, unit, text, starts);
    if (amount) found.set(id, amount);
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

function amountOf(
  { groups, start, end }: Span,
  unit: Unit,
  text: string,
  starts: readonly number[],
): Amount | undefined {
  const written = groups.filter((group) => group !== undefined);
  const number = readNumber(written.find(isNumber));
  if (number === undefined) return undefined;
  const named = written.find((group) => !isNumber(group));
  const found = { quote: text.slice(start, end), start, sentence: sentenceAt(starts, start) };
  if (named === undefined) return { ...found, value: number };
  return { ...found, value: number * worthOf(named, unit), unit: named };
}

function worthOf(named: string, unit: Unit): number {
  const name = `${unit} ${named}`;
  return WORTH.get(name) ?? WORTH.get(name.replace(/s$/, "")) ?? 1;
}

const isNumber = (written: string): boolean => /\d/.test(written) || COUNTS.has(written);

/** "1,200", "1.5 million", "50k", "two". */
function readNumber(written = ""): number | undefined {
  const count = COUNTS.get(written);
  if (count !== undefined) return count;
  const digits = written.replace(/[^\d.]/g, "");
  const multiple = written.replace(/[^a-z]/g, "");
  const value = digits === "" ? Number.NaN : Number(digits) * (MULTIPLE[multiple] ?? 1);
  return Number.isNaN(value) ? undefined : value;
}
