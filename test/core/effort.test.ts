import * as fc from "fast-check";
import { expect, test } from "vitest";

import { addEfforts, estimateEffort, settleEffort } from "../../src/core/effort.ts";

test("the expected days of a range lean to its high end", () => {
  expect(estimateEffort([2, 4])).toEqual({ low: 2, high: 4, expected: 3.3 });
  expect(estimateEffort([2, 4], 0.8)).toEqual({ low: 1.6, high: 3.2, expected: 2.7 });
});

test.each([
  [
    { low: 4, high: 2, expected: 3 },
    { low: 2, high: 4, expected: 3 },
  ],
  [
    { low: 1, high: 2, expected: 9 },
    { low: 1, high: 2, expected: 2 },
  ],
  [
    { low: 1, high: 2, expected: 0 },
    { low: 1, high: 2, expected: 1 },
  ],
  [
    { low: 0.04, high: 1e300, expected: 5 },
    { low: 0, high: 1_000_000, expected: 5 },
  ],
])("%j settles as %j", (said, settled) => {
  expect(settleEffort(said)).toEqual(settled);
});

test("tenths of a day add up without a trace of binary fractions", () => {
  const tenth = { low: 0.1, high: 0.1, expected: 0.1 };
  expect(addEfforts([tenth, tenth, tenth])).toEqual({ low: 0.3, high: 0.3, expected: 0.3 });
  expect(addEfforts([])).toEqual({ low: 0, high: 0, expected: 0 });
});

test("in whatever order and groups efforts are added, the sum is the same", () => {
  const days = fc.double({ min: 0, max: 1000, noNaN: true });
  const effort = fc.record({ low: days, high: days, expected: days }).map(settleEffort);
  fc.assert(
    fc.property(fc.array(effort), fc.array(effort), (some, others) => {
      const grouped = addEfforts([addEfforts(others), addEfforts(some)]);
      expect(addEfforts([...some, ...others])).toEqual(grouped);
    }),
  );
});
