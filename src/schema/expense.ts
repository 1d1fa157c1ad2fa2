import { z } from "zod";

import { personaNameSchema } from "./vocabulary.ts";

const tokens = z.int().nonnegative();

/** What a call consumed, as far as whoever answered tells it. What is absent is unknown, never 0. */
export const usageSchema = z.object({
  /** The model that answered, as its provider names it. */
  model: z.string().min(1).optional(),
  /** All that was sent, what the provider had cached included. */
  inputTokens: tokens.optional(),
  outputTokens: tokens.optional(),
  /** Of the input: what the provider had cached and charges less for. */
  cachedTokens: tokens.optional(),
  /** US dollars, where whoever answered says so; else the price table tells. */
  costUsd: z.number().nonnegative().optional(),
});
export type Usage = z.infer<typeof usageSchema>;

/** What one attempt of a persona consumed, also one that failed. */
export const expenseSchema = usageSchema.extend({
  persona: personaNameSchema,
  /** Who was asked, by the name of its adapter. */
  provider: z.string(),
  outcome: z.enum(["answered", "failed"]),
});
export type Expense = z.infer<typeof expenseSchema>;

const usdPerMillion = z.number().nonnegative().max(1_000_000).describe("US dollars per million");

const ratesSchema = z.strictObject({
  input: usdPerMillion,
  output: usdPerMillion,
  /** For input that the provider has cached; as `input` where absent. */
  cachedInput: usdPerMillion.optional(),
});

/** What a model charges for tokens. */
export const priceSchema = ratesSchema.extend({
  /** When the provider's price list said so. */
  asOf: z.iso.date().optional(),
  /** For calls whose whole input is longer than that. */
  longInput: ratesSchema.extend({ aboveTokens: z.int().positive() }).optional(),
});
export type Price = z.infer<typeof priceSchema>;

/** By model: `gpt-5.4` stands for `gpt-5.4-2026-03-05` too, which may also have an entry of its own. */
export const priceTableSchema = z.record(z.string().min(1), priceSchema);
export type PriceTable = z.infer<typeof priceTableSchema>;
