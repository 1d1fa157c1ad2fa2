import { expect, test } from "vitest";

import { estimateRun } from "../../../src/core/spending/estimate-run.ts";
import { moneyOf } from "../../../src/core/spending/money-of-event.ts";
import { reportSpending } from "../../../src/core/spending/report.ts";
import type { Expense } from "../../../src/schema/expense.ts";
import { runEstimateSchema, spendingReportSchema } from "../../../src/schema/spending.ts";

const expense = (rest: Partial<Expense> = {}): Expense => ({
  persona: "architect",
  provider: "openai",
  outcome: "answered",
  model: "large",
  inputTokens: 100,
  outputTokens: 10,
  costUsd: 0.25,
  ...rest,
});

const cheap = expense({ persona: "product-owner", model: "small", costUsd: 0.01 });
const { model: _model, costUsd: _costUsd, ...untold } = expense({ outcome: "failed" });

test("the same money is told by persona, by model and by project, the most expensive first", () => {
  const report = reportSpending([
    { expenses: [untold, expense()], saved: [] },
    { project: "library", expenses: [cheap], saved: [expense(), untold] },
  ]);
  expect(spendingReportSchema.parse(report)).toEqual(report);
  expect(report.total).toEqual({
    attempts: 3,
    failed: 1,
    inputTokens: 300,
    outputTokens: 30,
    cachedTokens: 0,
    costUsd: 0.26,
    unpriced: 1,
    // An attempt that failed need not be saved.
    saved: { answers: 1, tokens: 110, costUsd: 0.25 },
  });
  const names = (side: "personas" | "models" | "projects") =>
    report[side].map(({ name, costUsd }) => [name, costUsd]);
  expect(names("personas")).toEqual([
    ["architect", 0.25],
    ["product-owner", 0.01],
  ]);
  expect(names("models")).toEqual([
    ["large", 0.25],
    ["small", 0.01],
    ["openai", 0],
  ]);
  expect(names("projects")).toEqual([
    ["", 0.25],
    ["library", 0.01],
  ]);
});

test("what costs the same is told by name, and of nothing there is nothing to tell", () => {
  const { personas } = reportSpending([
    { expenses: [expense({ persona: "b" }), expense({ persona: "a" })], saved: [] },
    { expenses: [expense({ persona: "c" })], saved: [] },
  ]);
  expect(personas.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  expect(reportSpending([])).toMatchObject({ total: { attempts: 0 }, personas: [] });
});

test("an event says of money what it spent and what it did not have to spend", () => {
  expect(moneyOf({ kind: "stopped", status: "failed" })).toBeUndefined();
  expect(moneyOf({ kind: "finished", epic: "0" })).toBeUndefined();
  expect(moneyOf({ kind: "stopped", status: "failed", expenses: [cheap] })).toEqual({
    expenses: [cheap],
    saved: [],
  });
  expect(moneyOf({ kind: "resumed", owner: "me", saved: [cheap] })).toEqual({
    expenses: [],
    saved: [cheap],
  });
});

test("a run is estimated persona by persona: each one is shown the reviews before it", () => {
  const model = { model: "large", promptBytes: 1000, maxOutputTokens: 1000 };
  const call = (
    persona: string,
    consumption: typeof model | "nothing" | undefined,
    at: number,
  ) => ({
    persona,
    provider: "openai",
    consumption,
    upstream: at,
  });
  const estimate = estimateRun({
    calls: [
      call("product-owner", "nothing", 0),
      call("architect", model, 1),
      call("security-specialist", model, 2),
      call("performance-specialist", { ...model, model: "foreign" }, 3),
      call("devops-engineer", undefined, 4),
    ],
    descriptionBytes: 1000,
    maxRetries: 3,
    prices: { large: { input: 10, output: 20, asOf: "2026-10-24" } },
  });
  expect(runEstimateSchema.parse(estimate)).toEqual(estimate);
  expect(estimate.personas).toMatchObject([
    { kind: "free", calls: { expected: 0, most: 0 }, costUsd: { high: 0 } },
    {
      kind: "tokens",
      model: "large",
      priceAsOf: "2026-10-24",
      calls: { expected: 1, most: 4 },
      inputTokens: { low: 800, expected: 2250, high: 10_400 },
      costUsd: { low: 0.02, high: 0.124 },
    },
    { inputTokens: { low: 1200, expected: 4000, high: 20_000 } },
    { kind: "tokens", model: "foreign" },
    { kind: "unknown" },
  ]);
  expect(estimate.personas[3]).not.toHaveProperty("costUsd");
  expect(estimate.personas[4]).not.toHaveProperty("costUsd");
  expect(estimate.total).toMatchObject({
    calls: { expected: 4, most: 16 },
    unknown: 2,
    costUsd: { low: 0.044, high: 0.344 },
  });
});
