import type { Effort } from "../../schema/vocabulary.ts";
import { isMapping, type Mapping } from "../config.ts";
import { memberOf, numberOf } from "./member.ts";

/** What turns money into days of work, where somebody names money alone. */
export interface Rate {
  /** ISO 4217. */
  readonly currency: string;
  /** Money per person-day. */
  readonly dayRate: number;
}

/**
 * The work that `effort` names, in figures or in prose, or else the one that `cost` comes to.
 * Undefined where neither says how much; money that comes again each month is no work.
 */
export function readEffort(effort: unknown, cost: unknown, rate: Rate): Effort | undefined {
  if (isMapping(effort)) return figures(effort);
  const days = numberOf(effort);
  if (days !== undefined) return ordered(days, days);
  return daysIn(effort) ?? daysIn(cost) ?? moneyIn(cost, rate);
}

function figures(effort: Mapping): Effort | undefined {
  const low = numberOf(memberOf(effort, "low", "min", "optimistic"));
  const high = numberOf(memberOf(effort, "high", "max", "pessimistic"));
  const expected = numberOf(memberOf(effort, "expected", "likely", "most likely", "days"));
  const [bottom, top] = [low ?? expected ?? high, high ?? expected ?? low];
  return bottom === undefined || top === undefined ? undefined : ordered(bottom, top, expected);
}

/** People under-estimate, so what is expected leans to the high end. */
function ordered(a: number, b: number, likely = (a + 2 * b) / 3): Effort | undefined {
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  return low < 0 ? undefined : { low, high, expected: Math.min(high, Math.max(low, likely)) };
}

const NUMBER = String.raw`\d{1,12}(?:[.,]\d{1,6}){0,3}`;
const RANGE = String.raw`(${NUMBER})(?:\s?(?:-|–|—|to)\s?(${NUMBER}))?`;
const WORK = new RegExp(
  String.raw`${RANGE}\s?-?(?:person|man|working|engineer|developer|dev)?[\s-]?(hour|hr|h|day|d|pd|week|wk|w|month|sprint)s?\b`,
  "i",
);

/** Working days of one person. */
const DAYS: Readonly<Record<string, number>> = {
  hour: 1 / 8,
  hr: 1 / 8,
  h: 1 / 8,
  day: 1,
  d: 1,
  pd: 1,
  week: 5,
  wk: 5,
  w: 5,
  sprint: 10,
  month: 20,
};

function daysIn(value: unknown): Effort | undefined {
  const [, low, high, unit] = (typeof value === "string" && WORK.exec(value)) || [];
  if (low === undefined || unit === undefined) return undefined;
  const factor = Number(DAYS[unit.toLowerCase()]);
  return ordered(decimal(low) * factor, decimal(high ?? low) * factor);
}

const decimal = (text: string): number => Number(text.replaceAll(",", "."));

const SCALE = String.raw`\s?(k|m|thousand|million)?(?![a-z])`;
const MONEY = new RegExp(
  String.raw`(${NUMBER})${SCALE}(?:\s?(?:-|–|—|to)\s?[$€£]?\s?(${NUMBER})${SCALE})?`,
  "i",
);
const RECURRING =
  /(?:\/|\bper\s|\ba\s)\s?(?:month|mo\b|year|yr\b|user|seat|request)|\bmonthly|\bannual/i;
const SIGNS: Readonly<Record<string, string>> = { $: "USD", "€": "EUR", "£": "GBP" };

function moneyIn(value: unknown, { currency, dayRate }: Rate): Effort | undefined {
  if (typeof value === "number") return ordered(value / dayRate, value / dayRate);
  if (typeof value !== "string" || !isOnce(value, currency)) return undefined;
  const [, low, lowScale, high, highScale] = MONEY.exec(value) ?? [];
  if (low === undefined) return undefined;
  if (high === undefined)
    return ordered(money(low, lowScale) / dayRate, money(low, lowScale) / dayRate);
  // "12-20k" means 12k to 20k.
  const bottom = money(low, lowScale ?? highScale);
  return ordered(bottom / dayRate, money(high, highScale) / dayRate);
}

/** Paid once, and in this currency as far as it says. */
function isOnce(text: string, currency: string): boolean {
  const [named = currency] = /[$€£]|\b[A-Z]{3}\b/.exec(text) ?? [];
  return (SIGNS[named] ?? named) === currency && !RECURRING.test(text);
}

const SCALES: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6 };

function money(text: string, scale = ""): number {
  const figure = text.replaceAll(/[.,](?=\d{3}(?:\D|$))/g, "").replaceAll(",", ".");
  return Number(figure) * (SCALES[scale.toLowerCase()] ?? 1);
}
