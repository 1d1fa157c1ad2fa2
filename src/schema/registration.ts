import { z } from "zod";

import { pluginReferenceSchema } from "./plugin.ts";
import { providerReferenceSchema } from "./provider.ts";
import { insightRuleSchema, ruleSchema } from "./rule.ts";
import { personaNameSchema, reviewModeSchema, schemaVersionSchema } from "./vocabulary.ts";
import { SCHEMA_VERSION } from "./words.ts";

export const focusAreaSchema = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  asks: z.string().min(1),
});

/** A topic that the persona must not leave out, and the rules that speak to it. */
export const topicSchema = z.strictObject({
  topic: z.string().min(1),
  rules: z.array(z.string()).default([]),
});

const topicsByModeSchema = z.strictObject({
  mvp: z.array(topicSchema).default([]),
  standard: z.array(topicSchema).default([]),
  enterprise: z.array(topicSchema).default([]),
});

/** How the answer of an agent that speaks another dialect becomes one that can be read. */
export const transformerSchema = z.strictObject({
  /**
   * A plugin whose hook `transform` is given the answer first: a file or package, trusted as any
   * plugin has to be. Relative to the file of the persona.
   */
  use: pluginReferenceSchema.optional(),
  /** Where the review lies in what it answers, as in `result.review`; all of it where absent. */
  at: z.string().min(1).optional(),
  /** Names of its members to ours: `findings: insights`. */
  rename: z.record(z.string(), z.string().min(1)).default({}),
  /** The same for each of its recommendations: `severity: priority`. */
  renameInRecommendations: z.record(z.string(), z.string().min(1)).default({}),
});
export type PersonaTransformer = z.infer<typeof transformerSchema>;

/** A persona as data: the six that ship, and any that a user adds in one file. */
export const personaRegistrationSchema = z.strictObject({
  schemaVersion: schemaVersionSchema.default(SCHEMA_VERSION),
  name: personaNameSchema,
  version: z.string().min(1).default("1.0.0"),
  title: z.string().min(1),
  /** How the persona thinks, in a sentence or two. */
  voice: z.string().default(""),
  /** Place in the sequence; the six that ship have 1 to 6. */
  reviewOrder: z.int().positive(),
  /** When a required persona fails, the run stops; an optional one leaves a marked gap. */
  required: z.boolean().default(false),
  /** Seconds; `personas.<name>.timeout` of the configuration wins. */
  timeout: z.number().positive().optional(),
  /** Personas whose reviews it needs. They must come earlier. */
  dependencies: z.array(personaNameSchema).default([]),
  supportedModes: z
    .array(reviewModeSchema)
    .min(1)
    .default([...reviewModeSchema.options]),
  /** Who answers for it; `personas.<name>` of the configuration wins, here and below. */
  provider: providerReferenceSchema.default("rulebook"),
  model: z.string().min(1).optional(),
  /** Who is asked, in this order, where the provider fails. */
  fallback: z.array(providerReferenceSchema).default([]),
  /** A program that answers for it: `provider` where no other is named. Relative to its file. */
  agentPath: z.string().min(1).optional(),
  /** What it is told beside its focus areas, by providers that are asked in words. */
  prompt: z.string().min(1).optional(),
  transformer: transformerSchema.optional(),
  focusAreas: z.array(focusAreaSchema).min(1),
  mustAddress: topicsByModeSchema.prefault({}),
  optionalItems: z.array(z.string()).default([]),
  /** Category of its cost analysis. */
  costCategory: z.string().default("review-advice"),
  insights: z.array(insightRuleSchema).default([]),
  rules: z.array(ruleSchema).default([]),
});
export type PersonaRegistration = z.infer<typeof personaRegistrationSchema>;
