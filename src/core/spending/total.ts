import type { Expense, Usage } from "../../schema/expense.ts";

/** What several attempts consumed together. */
export interface Total {
  readonly attempts: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
  /** US dollars of the attempts whose cost is known. */
  readonly costUsd: number;
  /** Attempts whose cost is not known: the sum above is then a least. */
  readonly unpriced: number;
  /** Attempts that did not tell their tokens. */
  readonly uncounted: number;
}

export function totalOf(expenses: readonly Expense[]): Total {
  const total = { inputTokens: 0, outputTokens: 0, cachedTokens: 0, costUsd: 0 };
  let unpriced = 0;
  let uncounted = 0;
  for (const { inputTokens, outputTokens, cachedTokens, costUsd } of expenses) {
    total.inputTokens += inputTokens ?? 0;
    total.outputTokens += outputTokens ?? 0;
    total.cachedTokens += cachedTokens ?? 0;
    total.costUsd += costUsd ?? 0;
    if (costUsd === undefined) unpriced += 1;
    if (inputTokens === undefined || outputTokens === undefined) uncounted += 1;
  }
  return {
    attempts: expenses.length,
    ...total,
    costUsd: exact(total.costUsd),
    unpriced,
    uncounted,
  };
}

/** One attempt may call more than once. What one of the calls leaves unknown is unknown of their sum. */
export function addUsage(first: Usage, second: Usage): Usage {
  const model = second.model ?? first.model;
  const sums = {
    inputTokens: sum(first.inputTokens, second.inputTokens),
    outputTokens: sum(first.outputTokens, second.outputTokens),
    // A provider that caches nothing need not say so.
    cachedTokens: sum(first.cachedTokens ?? 0, second.cachedTokens ?? 0),
    costUsd: sum(first.costUsd, second.costUsd),
  };
  const known = Object.entries(sums).filter(([, value]) => value !== undefined);
  return { ...(model !== undefined && { model }), ...Object.fromEntries(known) };
}

function sum(first: number | undefined, second: number | undefined): number | undefined {
  return first === undefined || second === undefined ? undefined : exact(first + second);
}

/** Without the dust of adding fractions, which would end up in checkpoints and reports. */
function exact(amount: number): number {
  return Math.round(amount * 1e9) / 1e9;
}
