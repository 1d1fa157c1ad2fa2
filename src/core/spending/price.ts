import type { Price, PriceTable, Usage } from "../../schema/expense.ts";

/**
 * The price of a model. An entry stands for its dated snapshots as well (`gpt-5.4-2026-03-05`,
 * `claude-haiku-4-5-20251001`, `claude-opus-4-5@20251101`), but never for a sibling such as
 * `gpt-5.4-mini`: the price of another model is worse than none.
 */
export function priceOf(model: string, table: PriceTable): Price | undefined {
  if (Object.hasOwn(table, model)) return table[model];
  const base = model.replace(SNAPSHOT, "");
  return Object.hasOwn(table, base) ? table[base] : undefined;
}

const SNAPSHOT = /(?:[-@]\d{8}|-\d{4}-\d{2}-\d{2}|-latest)$/;

/** US dollars. Undefined where the model, its price or the tokens are unknown. */
export function costOf(usage: Usage, table: PriceTable): number | undefined {
  const { model, inputTokens, outputTokens, cachedTokens = 0, costUsd } = usage;
  if (costUsd !== undefined) return costUsd;
  if (model === undefined || inputTokens === undefined || outputTokens === undefined) {
    return undefined;
  }
  const price = priceOf(model, table);
  if (!price) return undefined;
  const { input, output, cachedInput = input } = ratesFor(price, inputTokens);
  const cached = Math.min(cachedTokens, inputTokens);
  return ((inputTokens - cached) * input + cached * cachedInput + outputTokens * output) / MILLION;
}

function ratesFor(
  { longInput, ...rates }: Price,
  inputTokens: number,
): Pick<Price, "input" | "output" | "cachedInput"> {
  return longInput && inputTokens > longInput.aboveTokens ? longInput : rates;
}

const MILLION = 1_000_000;
