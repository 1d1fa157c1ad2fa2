import { z } from "zod";

import { personaNameSchema } from "./vocabulary.ts";

/** A figure that is not known yet. `high` is what it can hardly exceed. */
export const rangeSchema = z.object({
  low: z.number().nonnegative(),
  expected: z.number().nonnegative(),
  high: z.number().nonnegative(),
});
export type Range = z.infer<typeof rangeSchema>;

/** What a run may take before it has begun. */
export const runEstimateSchema = z.object({
  personas: z.array(
    z.object({
      persona: personaNameSchema,
      provider: z.string(),
      /** Whether somebody charges: `unknown` is said of agents, which ask whom they like. */
      kind: z.enum(["free", "tokens", "unknown"]),
      model: z.string().optional(),
      /** When the price list that it was priced with said so. */
      priceAsOf: z.string().optional(),
      calls: z.object({ expected: z.int(), most: z.int() }),
      inputTokens: rangeSchema.optional(),
      outputTokens: rangeSchema.optional(),
      /** US dollars; absent where nobody knows. */
      costUsd: rangeSchema.optional(),
    }),
  ),
  total: z.object({
    calls: z.object({ expected: z.int(), most: z.int() }),
    inputTokens: rangeSchema,
    outputTokens: rangeSchema,
    /** Of the personas whose cost is known. */
    costUsd: rangeSchema,
    /** Personas whose cost is not known. */
    unknown: z.int().nonnegative(),
  }),
});
export type RunEstimate = z.infer<typeof runEstimateSchema>;

const sumSchema = z.object({
  attempts: z.int().nonnegative(),
  /** Of the attempts. */
  failed: z.int().nonnegative(),
  inputTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
  cachedTokens: z.int().nonnegative(),
  /** US dollars of the attempts whose cost is known. */
  costUsd: z.number().nonnegative(),
  /** Attempts whose cost is not known. */
  unpriced: z.int().nonnegative(),
  /** What answers that were kept or came from the cache had cost before. */
  saved: z.object({
    answers: z.int().nonnegative(),
    tokens: z.int().nonnegative(),
    costUsd: z.number().nonnegative(),
  }),
});

/** What was spent, from several sides. */
export const spendingReportSchema = z.object({
  total: sumSchema,
  personas: z.array(sumSchema.extend({ name: z.string() })),
  models: z.array(sumSchema.extend({ name: z.string() })),
  /** Runs that name no project are those of "". */
  projects: z.array(sumSchema.extend({ name: z.string() })),
});
export type SpendingReport = z.infer<typeof spendingReportSchema>;
export type SpendingSum = z.infer<typeof sumSchema>;
