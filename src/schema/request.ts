import { z } from "zod";

import { personaRegistrationSchema } from "./registration.ts";
import {
  personaNameSchema,
  prioritySchema,
  reviewModeSchema,
  schemaVersionSchema,
} from "./vocabulary.ts";
import { SCHEMA_VERSION } from "./words.ts";

/**
 * How a run uses the cache: `on` reads and writes, `read` and `write` do one of the two, `only`
 * never asks a persona and fails where the cache has no answer, `off` does neither.
 */
export const cachePolicySchema = z.enum(["on", "off", "read", "write", "only"]);
export type CachePolicy = z.infer<typeof cachePolicySchema>;

/** What a run may consume in all. A run that would take more stops, and can be resumed with more. */
export const limitsSchema = z.strictObject({
  /** US dollars. */
  maxCost: z.number().nonnegative().optional(),
  /** Input and output together. */
  maxTokens: z.int().nonnegative().optional(),
});

/** What was learnt from a ticket that is done, and where that is written. */
export const lessonSchema = z.strictObject({
  ticket: z.string().min(1),
  title: z.string(),
  /** Relative to the project. */
  source: z.string().min(1),
  text: z.string().min(1),
});
export type Lesson = z.infer<typeof lessonSchema>;

const ticketKeySchema = z.string().min(1);

export const epicRequestSchema = z.strictObject({
  schemaVersion: schemaVersionSchema.default(SCHEMA_VERSION),
  description: z.string().refine((text) => text.trim() !== "", "must not be empty or blank"),
  mode: reviewModeSchema.default("standard"),
  /** Makes every critical or high recommendation of the DevOps engineer blocking. */
  enforceDevops: z.boolean().default(false),
  options: z
    .strictObject({
      /** Seconds that one persona may take. */
      timeout: z.number().positive().optional(),
      /** Keeps the cached answers of requests with different keys apart. */
      cacheKey: z.string().min(1).optional(),
      cache: cachePolicySchema.default("on"),
      /** Whether personas that do not depend on each other review at once; else as the workflow says. */
      parallel: z.boolean().optional(),
      ...limitsSchema.shape,
      /** Lets an outdated answer of the cache serve, marked as such, where everybody else failed. */
      allowStale: z.boolean().optional(),
      /** `auto` leaves out personas with nothing to say about this epic; else as configured. */
      personas: z.enum(["all", "auto"]).optional(),
      /** `auto` brings forward those with most at stake, never against dependencies. */
      order: z.enum(["fixed", "auto"]).optional(),
      excludePersonas: z.array(personaNameSchema).default([]),
      /** By name. */
      customPersonas: z.record(personaNameSchema, personaRegistrationSchema).default({}),
    })
    .prefault({}),
  /** What earlier tickets teach, for the personas to cite. */
  recalled: z.array(lessonSchema).max(10).optional(),
  metadata: z
    .strictObject({
      requestedBy: z.string().min(1).optional(),
      project: z.string().min(1).optional(),
      priority: prioritySchema.optional(),
      /** Key of the ticket that the epic belongs to, as in AEC-456. */
      ticket: ticketKeySchema.optional(),
    })
    .prefault({}),
});
export type EpicRequest = z.infer<typeof epicRequestSchema>;
