import type { PriceTable } from "../../schema/expense.ts";
import type { Range, RunEstimate } from "../../schema/spending.ts";
import { type Consumption, estimateCall, REVIEW_BYTES } from "./estimate-call.ts";
import { priceOf } from "./price.ts";

/** A persona that would be asked. */
export interface PlannedCall {
  readonly persona: string;
  readonly provider: string;
  readonly consumption: Consumption | undefined;
  /** How many reviews it would be shown. */
  readonly upstream: number;
}

export interface EstimateParts {
  readonly calls: readonly PlannedCall[];
  readonly descriptionBytes: number;
  /** Attempts beyond the first. */
  readonly maxRetries: number;
  readonly prices: PriceTable;
}

/** What a run would take if the cache had nothing and no attempt failed. */
export function estimateRun({
  calls,
  descriptionBytes,
  maxRetries,
  prices,
}: EstimateParts): RunEstimate {
  const personas = calls.map(({ persona, provider, consumption, upstream }) => {
    const material = plus(times(REVIEW_BYTES, upstream), same(descriptionBytes));
    const estimate = estimateCall(consumption, material, prices);
    const asked = estimate.kind !== "free";
    const count = { expected: asked ? 1 : 0, most: asked ? 1 + maxRetries : 0 };
    const frame = { persona, provider, kind: estimate.kind, calls: count };
    if (estimate.kind !== "tokens") {
      return { ...frame, ...(asked ? {} : { costUsd: same(0) }) };
    }
    const { kind: _kind, ...figures } = estimate;
    const priceAsOf = priceOf(figures.model, prices)?.asOf;
    return { ...frame, ...figures, ...(priceAsOf !== undefined && { priceAsOf }) };
  });
  return { personas, total: totalOf(personas) };
}

function totalOf(personas: RunEstimate["personas"]): RunEstimate["total"] {
  const sum = (pick: (persona: RunEstimate["personas"][number]) => Range | undefined) =>
    personas.map(pick).reduce<Range>((all, one) => (one ? plus(all, one) : all), same(0));
  return {
    calls: {
      expected: personas.reduce((all, { calls }) => all + calls.expected, 0),
      most: personas.reduce((all, { calls }) => all + calls.most, 0),
    },
    inputTokens: sum(({ inputTokens }) => inputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    costUsd: sum(({ costUsd }) => costUsd),
    unknown: personas.filter(({ costUsd }) => costUsd === undefined).length,
  };
}

const same = (amount: number): Range => ({ low: amount, expected: amount, high: amount });

const plus = (a: Range, b: Range): Range => ({
  low: a.low + b.low,
  expected: a.expected + b.expected,
  high: a.high + b.high,
});

const times = ({ low, expected, high }: Range, factor: number): Range => ({
  low: low * factor,
  expected: expected * factor,
  high: high * factor,
});
