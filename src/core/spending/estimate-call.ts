import type { PriceTable } from "../../schema/expense.ts";
import type { Range } from "../../schema/spending.ts";
import { costOf } from "./price.ts";

/**
 * What a call to whoever answers takes, as far as its adapter knows beforehand. `nothing` is said by
 * those who neither call a model nor anybody else.
 */
export type Consumption =
  | "nothing"
  | {
      readonly model: string;
      /** Bytes that are sent beside the description and the earlier reviews. */
      readonly promptBytes: number;
      /** The model is told to stop there. */
      readonly maxOutputTokens?: number;
    };

export type CallEstimate =
  | { readonly kind: "free" }
  /** An agent, which may ask any model any number of times. */
  | { readonly kind: "unknown" }
  | {
      readonly kind: "tokens";
      readonly model: string;
      readonly inputTokens: Range;
      readonly outputTokens: Range;
      /** US dollars; absent where the model has no price. */
      readonly costUsd?: Range;
    };

/** `materialBytes`: the description and the earlier reviews, as JSON. */
export function estimateCall(
  consumption: Consumption | undefined,
  materialBytes: Range,
  table: PriceTable,
): CallEstimate {
  if (consumption === undefined) return { kind: "unknown" };
  if (consumption === "nothing") return { kind: "free" };
  const { model, promptBytes, maxOutputTokens } = consumption;
  const inputTokens = {
    low: Math.ceil((promptBytes + materialBytes.low) / BYTES_PER_TOKEN.low),
    expected: Math.ceil((promptBytes + materialBytes.expected) / BYTES_PER_TOKEN.expected),
    high: Math.ceil((promptBytes + materialBytes.high) / BYTES_PER_TOKEN.high),
  };
  const most = maxOutputTokens ?? ANSWER_TOKENS.high;
  const outputTokens = {
    low: Math.min(ANSWER_TOKENS.low, most),
    expected: Math.min(ANSWER_TOKENS.expected, most),
    high: most,
  };
  const costUsd = costRange({ model, inputTokens, outputTokens }, table);
  return { kind: "tokens", model, inputTokens, outputTokens, ...(costUsd && { costUsd }) };
}

/** English prose has four to five bytes for each token; code, other scripts and JSON have fewer. */
const BYTES_PER_TOKEN: Range = { low: 5, expected: 4, high: 2.5 };

/** A review of two recommendations, of eight, and of thirty with long reasons. */
const ANSWER_TOKENS: Range = { low: 600, expected: 2000, high: 8000 };

/** A review as the next persona is shown it. */
export const REVIEW_BYTES: Range = { low: 2000, expected: 7000, high: 24_000 };

interface Tokens {
  readonly model: string;
  readonly inputTokens: Range;
  readonly outputTokens: Range;
}

function costRange({ model, ...tokens }: Tokens, table: PriceTable): Range | undefined {
  const at = (end: keyof Range) => {
    const [inputTokens, outputTokens] = [tokens.inputTokens[end], tokens.outputTokens[end]];
    return costOf({ model, inputTokens, outputTokens }, table);
  };
  const [low, expected, high] = [at("low"), at("expected"), at("high")];
  if (low === undefined || expected === undefined || high === undefined) return undefined;
  return { low, expected, high };
}
