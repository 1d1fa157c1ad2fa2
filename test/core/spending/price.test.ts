import { expect, test } from "vitest";

import { prices } from "#prices";

import { costOf, priceOf } from "../../../src/core/spending/price.ts";
import type { PriceTable } from "../../../src/schema/expense.ts";

const TABLE: PriceTable = {
  "gpt-5.4": { input: 2.5, output: 15, cachedInput: 0.25 },
  "claude-haiku-4-5": { input: 1, output: 5 },
  tiered: { input: 1, output: 2, longInput: { aboveTokens: 1000, input: 10, output: 20 } },
};

test.each([
  ["gpt-5.4", true],
  ["gpt-5.4-2026-03-05", true],
  ["claude-haiku-4-5-20251001", true],
  ["claude-haiku-4-5@20251001", true],
  ["claude-haiku-4-5-latest", true],
  ["gpt-5.4-mini", false],
  ["gpt-5", false],
  ["toString", false],
  ["toString-latest", false],
])("%s has a price: %s", (model, known) => {
  expect(priceOf(model, TABLE) !== undefined).toBe(known);
});

test("what is cached costs less, and is part of the input", () => {
  const usage = { model: "gpt-5.4", inputTokens: 1_000_000, outputTokens: 100_000 };
  expect(costOf(usage, TABLE)).toBeCloseTo(2.5 + 1.5);
  expect(costOf({ ...usage, cachedTokens: 400_000 }, TABLE)).toBeCloseTo(0.6 * 2.5 + 0.1 + 1.5);
});

test("without a price of its own, what is cached costs what the rest does", () => {
  const usage = { model: "claude-haiku-4-5", inputTokens: 1_000_000, outputTokens: 0 };
  expect(costOf({ ...usage, cachedTokens: 1_000_000 }, TABLE)).toBe(1);
});

test("more cached than was sent is no discount on nothing", () => {
  const usage = { model: "gpt-5.4", inputTokens: 10, outputTokens: 0, cachedTokens: 20 };
  expect(costOf(usage, TABLE)).toBeCloseTo((10 * 0.25) / 1e6);
});

test("a long input has rates of its own, for the whole call", () => {
  const usage = { model: "tiered", outputTokens: 1000 };
  expect(costOf({ ...usage, inputTokens: 1000 }, TABLE)).toBeCloseTo(0.003);
  expect(costOf({ ...usage, inputTokens: 1001 }, TABLE)).toBeCloseTo(0.01001 + 0.02);
});

test.each([
  [{ model: "gpt-9", inputTokens: 1, outputTokens: 1 }],
  [{ model: "gpt-5.4", inputTokens: 1 }],
  [{ model: "gpt-5.4", outputTokens: 1 }],
  [{ inputTokens: 1, outputTokens: 1 }],
  [{}],
])("the cost of %j is unknown, not 0", (usage) => {
  expect(costOf(usage, TABLE)).toBeUndefined();
});

test("what whoever answered says it cost counts, whatever the table says", () => {
  expect(costOf({ model: "gpt-5.4", inputTokens: 1, outputTokens: 1, costUsd: 7 }, TABLE)).toBe(7);
  expect(costOf({ costUsd: 0 }, TABLE)).toBe(0);
});

test("every price that ships says of which day it is, and charges more for output than for input", () => {
  for (const price of Object.values(prices)) {
    expect(price.asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(price.output).toBeGreaterThan(price.input);
    expect(price.cachedInput).toBeLessThan(price.input);
  }
});
