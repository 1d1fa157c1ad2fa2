import type { Money } from "../schema/epic.ts";
import type { Effort } from "../schema/vocabulary.ts";

/** Whole units stay exact up to here, however many are added. */
const MOST_MONEY = 1_000_000_000_000;

/** What these person-days cost, as a leaf: rounded once to whole units. */
export function priceEffort({ low, high, expected }: Effort, dayRate: number): Money {
  const price = (days: number) => Math.min(days * dayRate, MOST_MONEY);
  return roundMoney({ low: price(low), high: price(high), expected: price(expected) });
}

export function addMoney(amounts: readonly Money[]): Money {
  const sum = { low: 0, high: 0, expected: 0 };
  for (const { low, high, expected } of amounts) {
    sum.low += low;
    sum.high += high;
    sum.expected += expected;
  }
  return sum;
}

/** To whole units. */
export function roundMoney({ low, high, expected }: Money): Money {
  return { low: Math.round(low), high: Math.round(high), expected: Math.round(expected) };
}

/** "120k-180k USD". */
export function formatMoney({ low, high }: Pick<Money, "low" | "high">, currency: string): string {
  return `${formatRange(shorten(low), shorten(high))} ${currency}`;
}

/** "2-4 person-days". */
export function formatEffort({ low, high }: Pick<Effort, "low" | "high">): string {
  return `${formatRange(String(low), String(high))} person-day${high === 1 ? "" : "s"}`;
}

/** "1.6k-3.2k USD (2-4 person-days)": the `estimatedCost` of a recommendation. */
export function formatCost(effort: Effort, dayRate: number, currency: string): string {
  return `${formatMoney(priceEffort(effort, dayRate), currency)} (${formatEffort(effort)})`;
}

function formatRange(low: string, high: string): string {
  return low === high ? low : `${low}-${high}`;
}

function shorten(amount: number): string {
  if (amount < 1000) return String(amount);
  if (amount < 9950) return `${Number((amount / 1000).toFixed(1))}k`;
  if (amount < 999_500) return `${Math.round(amount / 1000)}k`;
  return `${Number((amount / 1_000_000).toPrecision(3))}M`;
}
