import { expect, test } from "vitest";

import { addUsage, totalOf } from "../../../src/core/spending/total.ts";
import { usd } from "../../../src/core/spending/usd.ts";
import type { Expense } from "../../../src/schema/expense.ts";

const expense = (rest: Partial<Expense>): Expense => ({
  persona: "architect",
  provider: "openai",
  outcome: "answered",
  ...rest,
});

test("a total adds what is known, and counts what is not", () => {
  expect(
    totalOf([
      expense({ inputTokens: 10, outputTokens: 5, cachedTokens: 2, costUsd: 0.1 }),
      expense({ inputTokens: 1, outputTokens: 1, costUsd: 0.2 }),
      expense({ inputTokens: 3 }),
      expense({ outputTokens: 3 }),
    ]),
  ).toEqual({
    attempts: 4,
    inputTokens: 14,
    outputTokens: 9,
    cachedTokens: 2,
    costUsd: 0.3,
    unpriced: 2,
    uncounted: 2,
  });
});

test("what one of two calls does not tell, their sum does not know", () => {
  const told = { model: "a", inputTokens: 1, outputTokens: 2, costUsd: 0.1 };
  expect(addUsage(told, { ...told, model: "b", costUsd: 0.2 })).toEqual({
    model: "b",
    inputTokens: 2,
    outputTokens: 4,
    cachedTokens: 0,
    costUsd: 0.3,
  });
  expect(addUsage(told, { inputTokens: 1, cachedTokens: 1 })).toEqual({
    model: "a",
    inputTokens: 2,
    cachedTokens: 1,
  });
  expect(addUsage({}, {})).toEqual({ cachedTokens: 0 });
});

test.each([
  [0, "0.00 USD"],
  [12.345, "12.35 USD"],
  [0.1, "0.10 USD"],
  [0.0999, "0.10 USD"],
  [0.0425, "0.043 USD"],
  [0.000_012, "0.000012 USD"],
  [1e-12, "0.00000000 USD"],
])("%d dollars read %j", (amount, text) => {
  expect(usd(amount)).toBe(text);
});
