import * as fc from "fast-check";
import { expect, test } from "vitest";

import { roundTogether } from "../../src/reports/adding-up.ts";
import { costTable } from "../../src/reports/cost-table.ts";

test("rounded figures add up to the rounded total", () => {
  expect(roundTogether([0.4, 0.4, 0.4])).toEqual([1, 0, 0]);
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true })), (values) => {
      const rounded = roundTogether(values);
      const total = values.reduce((sum, value) => sum + value, 0);
      expect(rounded.reduce((sum, value) => sum + value, 0)).toBe(Math.round(total));
      for (const [index, value] of rounded.entries()) {
        expect(Math.abs(value - (values[index] ?? 0))).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test("a reader who adds up a column gets the figure below it", () => {
  const third = { low: 1 / 3, expected: 1 / 3, high: 1 / 3 };
  const row = { label: "Part", effort: third, cost: third };
  const whole = { low: 1, expected: 1, high: 1 };
  const table = costTable([row, row, row], { label: "Total", effort: whole, cost: whole }, "EUR");
  expect(table.split("\n").slice(2)).toEqual([
    "| Part | 0.4 | 0.4 | 0.4 | 1 | 1 | 1 |",
    "| Part | 0.3 | 0.3 | 0.3 | 0 | 0 | 0 |",
    "| Part | 0.3 | 0.3 | 0.3 | 0 | 0 | 0 |",
    "| **Total** | **1.0** | **1.0** | **1.0** | **1** | **1** | **1** |",
  ]);
});
