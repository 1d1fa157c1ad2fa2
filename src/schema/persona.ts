import { z } from "zod";

import {
  effortSchema,
  hashSchema,
  personaNameSchema,
  prioritySchema,
  recommendationTypeSchema,
  reviewModeSchema,
  schemaVersionSchema,
  verdictSchema,
} from "./vocabulary.ts";
import { SCHEMA_VERSION } from "./words.ts";

/** The words of the description that caused something to be said. */
export const evidenceSchema = z.object({
  quote: z.string().min(1),
  /** Number of the sentence, counted from 1; absent where the quote spans several. */
  sentence: z.int().positive().optional(),
});

export const recommendationSchema = z.object({
  /** Stable across modes and runs, so that a tracker can match it. */
  id: z.string().min(1),
  title: z.string().min(1),
  type: recommendationTypeSchema,
  priority: prioritySchema,
  /** For people, as in "1.6k-3.2k USD (2-4 person-days)". */
  estimatedCost: z.string(),
  description: z.string(),
  /** Ids of recommendations of this epic that come first. */
  dependencies: z.array(z.string()).default([]),
  evidence: z.array(evidenceSchema).default([]),
  /** How one would check that it is done. */
  acceptance: z.string().default(""),
  /** Standards, as cited in config/knowledge/standards.yml. */
  references: z.array(z.string()).default([]),
  /** Id of the focus area of the persona that it belongs to. */
  focus: z.string().optional(),
  /** What it establishes for the reviews after it. */
  facts: z.array(z.string()).default([]),
  /** Absent where whoever answered gave no figures. */
  effort: effortSchema.optional(),
});
export type Recommendation = z.infer<typeof recommendationSchema>;

/** What the description leaves open. */
export const questionSchema = z.object({
  id: z.string().min(1),
  text: z.string().min(1),
  askedBy: personaNameSchema,
  /** Cost or duration changes by more than a third depending on the answer. */
  blocksEstimate: z.boolean().default(false),
  /** What the estimate takes for granted until somebody answers. */
  assumption: z.string().default(""),
});
export type Question = z.infer<typeof questionSchema>;

export const costAnalysisSchema = z.object({
  category: z.string(),
  /** For people, as in "12k-20k USD". */
  amount: z.string(),
  effort: effortSchema.optional(),
});

/**
 * What a persona says, without who ran it when. Equal reviews have equal hashes, whatever the
 * machine, which is what lets cache keys, forks and comparisons rest on the hash.
 */
export const reviewSchema = z.object({
  verdict: verdictSchema,
  insights: z.array(z.string()),
  recommendations: z.array(recommendationSchema),
  questions: z.array(questionSchema),
  costAnalysis: costAnalysisSchema,
  /** 0.0 to 1.0: how sure the persona is that it understood. */
  confidence: z.number().min(0).max(1),
  /** Who answered: a model's name, or `rulebook`. */
  model: z.string(),
  /** Tokens consumed; 0 for the rulebook. */
  tokens: z.int().nonnegative(),
  /** Version of the persona that was asked. */
  version: z.string(),
});
export type Review = z.infer<typeof reviewSchema>;

/** Who can answer for a persona. */
export const answererSchema = z.enum(["rulebook", "model", "agent", "person"]);
export type Answerer = z.infer<typeof answererSchema>;

/** Where an answer came from. */
export const reviewSourceSchema = z.enum([
  ...answererSchema.options,
  "cache",
  /** Somebody who stood in for whom the persona names first. */
  "fallback",
  /** An outdated answer, where nobody else gave one. */
  "stale-cache",
  /** In records that do not say who it was: nobody of the embedded rulebook. */
  "provider",
]);
export type ReviewSource = z.infer<typeof reviewSourceSchema>;

/** One persona's part of an epic: its review, and how it came about in this run. */
export const personaOutputSchema = z.object({
  schemaVersion: schemaVersionSchema,
  persona: z.object({
    name: personaNameSchema,
    reviewOrder: z.int(),
    status: z.enum(["completed", "failed", "skipped"]),
    /** Milliseconds. */
    executionTime: z.number().nonnegative(),
  }),
  verdict: reviewSchema.shape.verdict,
  insights: reviewSchema.shape.insights,
  recommendations: reviewSchema.shape.recommendations,
  questions: reviewSchema.shape.questions,
  costAnalysis: reviewSchema.shape.costAnalysis,
  confidence: reviewSchema.shape.confidence,
  metadata: z.object({
    model: z.string(),
    tokens: z.int().nonnegative(),
    version: z.string(),
    source: reviewSourceSchema,
    /** sha256 of the review. */
    hash: hashSchema,
  }),
});
export type PersonaOutput = z.infer<typeof personaOutputSchema>;

/** Everything a persona may see. */
export const personaInputSchema = z.object({
  schemaVersion: schemaVersionSchema.default(SCHEMA_VERSION),
  epic: z.object({
    description: z.string(),
    mode: reviewModeSchema,
    previousPersonas: z.array(personaNameSchema),
    /** By persona name: the whole review of each persona before this one. */
    accumulatedInsights: z.record(personaNameSchema, reviewSchema),
    context: z.record(z.string(), z.json()),
  }),
  persona: z.object({
    name: personaNameSchema,
    reviewOrder: z.int(),
    focusAreas: z.array(z.string()),
  }),
  requirements: z.object({
    /** JSON Schema of the answer; empty for personas that know it, as the rulebook does. */
    outputFormat: z.record(z.string(), z.json()),
    mustAddress: z.array(z.string()),
    optionalItems: z.array(z.string()),
  }),
});
export type PersonaInput = z.infer<typeof personaInputSchema>;
