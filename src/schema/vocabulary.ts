import { z } from "zod";

import { PRIORITIES, SCHEMA_VERSION } from "./words.ts";

export const schemaVersionSchema = z.literal(SCHEMA_VERSION);

/** How thorough a review is. */
export const reviewModeSchema = z.enum(["mvp", "standard", "enterprise"]);
export type ReviewMode = z.infer<typeof reviewModeSchema>;

export const prioritySchema = z.enum(PRIORITIES);
export type Priority = z.infer<typeof prioritySchema>;

export const recommendationTypeSchema = z.enum(["blocking", "suggested"]);
export type RecommendationType = z.infer<typeof recommendationTypeSchema>;

/** From best to worst: the worst verdict of any persona is the verdict of the epic. */
export const verdictSchema = z.enum(["READY", "CONCERNS", "BLOCKED"]);
export type Verdict = z.infer<typeof verdictSchema>;

/** Kebab-case, as in `security-specialist`. */
export const personaNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, "must be kebab-case, as in security-specialist")
  .max(60);

/** In which people approve a document, as in stakeholder or tech-lead. */
export const roleSchema = z
  .string()
  .regex(/^[a-z]+(?:-[a-z]+)*$/, "must be a role such as tech-lead");

/** sha256 in lower-case hexadecimal. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** Person-days. `expected` lies between `low` and `high`. */
export const effortSchema = z.object({
  low: z.number().nonnegative(),
  high: z.number().nonnegative(),
  expected: z.number().nonnegative(),
});
export type Effort = z.infer<typeof effortSchema>;

/** "1GB", "512 MB" or a number of bytes. */
export const byteSizeSchema = z
  .union([
    z.int().positive(),
    z
      .string()
      .regex(/^(?=.*[1-9])\d+(?:\.\d+)? ?(?:B|KB|MB|GB)$/i, 'must look like "512MB" or "1GB"'),
  ])
  .describe("bytes, or a number with B, KB, MB or GB (powers of 1024)");
