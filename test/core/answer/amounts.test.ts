import { expect, test } from "vitest";

import { readEffort } from "../../../src/core/answer/amounts.ts";

const RATE = { currency: "USD", dayRate: 800 };
const range = (low: number, high: number) => ({
  low,
  high,
  expected: expect.closeTo((low + 2 * high) / 3),
});

test.each([
  [
    { low: 1, high: 3, expected: 2 },
    { low: 1, high: 3, expected: 2 },
  ],
  [{ min: "1", max: "4" }, range(1, 4)],
  [{ days: 5 }, { low: 5, high: 5, expected: 5 }],
  [{ low: 2 }, range(2, 2)],
  [{ high: 2 }, range(2, 2)],
  [
    { low: 4, high: 1, expected: 9 },
    { low: 1, high: 4, expected: 4 },
  ],
  [{ low: -1, high: 1 }, undefined],
  [{}, undefined],
  [3, range(3, 3)],
  ["3", range(3, 3)],
  ["2-4 person-days", range(2, 4)],
  ["about 1,5 to 2 weeks of work", range(7.5, 10)],
  ["16h", range(2, 2)],
  ["1 sprint", range(10, 10)],
  ["1–2 developer months", range(20, 40)],
  ["a lot", undefined],
  [[], undefined],
])("the effort %j is %j", (effort, expected) => {
  expect(readEffort(effort, undefined, RATE)).toEqual(expected);
});

test.each([
  ["1.6k-3.2k USD (2-4 person-days)", range(2, 4)],
  ["$8,000", range(10, 10)],
  ["roughly $8k – $16k", range(10, 20)],
  ["8-16k USD", range(10, 20)],
  ["8.000 to 16.000", range(10, 20)],
  ["0.8 million dollars", range(1000, 1000)],
  ["8 thousand", range(10, 10)],
  [800, range(1, 1)],
  [-5, undefined],
  ["€8k", undefined],
  ["8000 GBP", undefined],
  ["$200/month", undefined],
  ["$5 per user", undefined],
  ["$1k monthly", undefined],
  ["low", undefined],
  [undefined, undefined],
])("a cost of %j is the work of %j", (cost, expected) => {
  expect(readEffort(undefined, cost, RATE)).toEqual(expected);
});
