import type { Effort } from "../schema/vocabulary.ts";

/*
 * Person-days that add up. Every leaf (a recommendation, a part of the baseline, the contingency)
 * is rounded once to a tenth of a day; from there on numbers are only added.
 */

/** Far beyond any plan; keeps a model's nonsense from growing into infinity. */
const MOST_DAYS = 1_000_000;

/** A range of the knowledge as a leaf. People under-estimate, so `expected` leans to the high end. */
export function estimateEffort([low, high]: readonly [number, number], factor = 1): Effort {
  const expected = (low + 2 * high) / 3;
  return settleEffort({ low: low * factor, high: high * factor, expected: expected * factor });
}

/** Anybody's figures as a leaf: rounded, and low, expected, high in this order. */
export function settleEffort({ low, high, expected }: Effort): Effort {
  const bottom = leaf(Math.min(low, high));
  const top = leaf(Math.max(low, high));
  const middle = Math.min(top, Math.max(bottom, leaf(expected)));
  return { low: bottom / 10, high: top / 10, expected: middle / 10 };
}

/** Rounds what is no leaf of its own, as a share of a sum. */
export function addEfforts(efforts: readonly Effort[]): Effort {
  const sum = { low: 0, high: 0, expected: 0 };
  for (const { low, high, expected } of efforts) {
    sum.low += tenths(low);
    sum.high += tenths(high);
    sum.expected += tenths(expected);
  }
  return { low: sum.low / 10, high: sum.high / 10, expected: sum.expected / 10 };
}

function leaf(days: number): number {
  return tenths(Math.min(days, MOST_DAYS));
}

function tenths(days: number): number {
  return Math.round(days * 10);
}
