import { z } from "zod";

import { usageSchema } from "./expense.ts";
import { reviewSchema } from "./persona.ts";
import { hashSchema, personaNameSchema, schemaVersionSchema } from "./vocabulary.ts";

export const cacheEntrySchema = z.object({
  schemaVersion: schemaVersionSchema,
  /** sha256 of everything the persona could see: core/cache-key.ts. */
  key: hashSchema,
  persona: personaNameSchema,
  /** Version of the persona that answered. */
  version: z.string(),
  personaOutput: reviewSchema,
  /** sha256 of the description, by which answers to a similar one are found. */
  subject: hashSchema.optional(),
  createdAt: z.iso.datetime(),
  /** What the answer took, where somebody charged for it: what whoever gets it from here saves. */
  usage: usageSchema.optional(),
  /** Seconds to live. */
  ttl: z.number().positive(),
});
export type CacheEntry = z.infer<typeof cacheEntrySchema>;

export const cacheStatsSchema = z.object({
  entries: z.int().nonnegative(),
  /** Of the stored reviews, before compression. */
  bytes: z.int().nonnegative(),
  hits: z.int().nonnegative(),
  misses: z.int().nonnegative(),
  /** hits / (hits + misses); absent before the first look-up. */
  hitRate: z.number().min(0).max(1).optional(),
  oldest: z.iso.datetime().optional(),
  byPersona: z.record(personaNameSchema, z.int().nonnegative()),
});
export type CacheStats = z.infer<typeof cacheStatsSchema>;
