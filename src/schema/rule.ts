import { z } from "zod";

import { prioritySchema, recommendationTypeSchema, reviewModeSchema } from "./vocabulary.ts";

const ids = z.array(z.string().min(1));
const bounds = z.strictObject({ gte: z.number().optional(), lt: z.number().optional() });

/** When something is said. All keys that are given must hold. */
export const conditionSchema = z.strictObject({
  /** Signals that must all be present. */
  all: ids.optional(),
  /** Signals of which one must be present. */
  any: ids.optional(),
  /** A second list of which one must be present. */
  andAny: ids.optional(),
  /** Signals that must not be present. */
  none: ids.optional(),
  /** Facts that earlier recommendations must have established: all, one of, none of. */
  facts: ids.optional(),
  anyFacts: ids.optional(),
  noFacts: ids.optional(),
  quantities: z.record(z.string(), bounds).optional(),
  /** Quantities or signals that the description must not give. */
  missing: ids.optional(),
  always: z.literal(true).optional(),
});
export type Condition = z.infer<typeof conditionSchema>;

const effortRangeSchema = z
  .tuple([z.number().nonnegative(), z.number().nonnegative()])
  .refine(([low, high]) => low <= high, "the low end is above the high end");

export const effortByModeSchema = z.strictObject({
  mvp: effortRangeSchema.optional(),
  standard: effortRangeSchema.optional(),
  enterprise: effortRangeSchema.optional(),
});

/** One thing that a persona knows to say, and when. */
export const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, "must be kebab-case"),
  focus: z.string(),
  when: conditionSchema,
  /** Modes in which it may speak; all when absent. */
  modes: z.array(reviewModeSchema).optional(),
  /** May hold slots such as `{data.phi|personal data}`: the first id present, else the words. */
  title: z.string().min(1),
  type: recommendationTypeSchema,
  typeByMode: z.partialRecord(reviewModeSchema, recommendationTypeSchema).optional(),
  priority: prioritySchema,
  /** Person-days, low and high, per mode. */
  effort: effortByModeSchema,
  rationale: z.string().min(1),
  acceptance: z.string().min(1),
  references: z.array(z.string()),
  /** Facts for later rules. */
  provides: z.array(z.string()).optional(),
  dependsOn: z.array(z.string()).optional(),
});
export type Rule = z.infer<typeof ruleSchema>;

export const insightRuleSchema = z.strictObject({
  id: z.string().min(1),
  when: conditionSchema,
  text: z.string().min(1),
});
