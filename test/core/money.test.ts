import { expect, test } from "vitest";

import {
  addMoney,
  formatCost,
  formatEffort,
  formatMoney,
  priceEffort,
} from "../../src/core/money.ts";

test.each([
  [0, 0, "0 USD"],
  [400, 900, "400-900 USD"],
  [999, 1000, "999-1k USD"],
  [1600, 3200, "1.6k-3.2k USD"],
  [9949, 9950, "9.9k-10k USD"],
  [120_400, 179_500, "120k-180k USD"],
  [120_400, 120_000, "120k USD"],
  [999_499, 999_500, "999k-1M USD"],
  [1_254_000, 12_540_000, "1.25M-12.5M USD"],
  [1e12, 2e12, "1000000M-2000000M USD"],
])("%d to %d reads %s", (low, high, text) => {
  expect(formatMoney({ low, high }, "USD")).toBe(text);
});

test.each([
  [2, 4, "2-4 person-days"],
  [0.5, 1, "0.5-1 person-day"],
  [1, 1, "1 person-day"],
  [3, 3, "3 person-days"],
])("%d to %d days read %s", (low, high, text) => {
  expect(formatEffort({ low, high })).toBe(text);
});

test("a cost names the money and the days behind it", () => {
  const effort = { low: 2, high: 4, expected: 3.3 };
  expect(formatCost(effort, 800, "USD")).toBe("1.6k-3.2k USD (2-4 person-days)");
});

test("money is rounded once, to whole units, and then only added", () => {
  const priced = priceEffort({ low: 0.1, high: 0.3, expected: 0.2 }, 333.33);
  expect(priced).toEqual({ low: 33, high: 100, expected: 67 });
  expect(addMoney([priced, priced, priced])).toEqual({ low: 99, high: 300, expected: 201 });
});
