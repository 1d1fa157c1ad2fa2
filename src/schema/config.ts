import { z } from "zod";

import { priceTableSchema } from "./expense.ts";
import { pluginEntrySchema } from "./plugin.ts";
import { providerNameSchema, providerReferenceSchema, providerSchema } from "./provider.ts";
import { byteSizeSchema, personaNameSchema, reviewModeSchema, roleSchema } from "./vocabulary.ts";

const seconds = z.number().positive().describe("seconds");

const roles = z.array(roleSchema).min(1);

export const failOnSchema = z.enum(["blocking", "critical", "none"]);
export type FailOn = z.infer<typeof failOnSchema>;

/** config/epic-creator-v2.yml. Every default is in the file that ships. */
export const configSchema = z.strictObject({
  coordination: z.strictObject({
    defaultMode: reviewModeSchema,
    /** For one persona, unless it names its own. */
    defaultTimeout: seconds,
    /** For the whole run. */
    workflowTimeout: seconds,
    agentTimeout: seconds,
    networkTimeout: seconds,
    /** Attempts beyond the first. */
    maxRetries: z.int().nonnegative().max(20),
    cacheTTL: seconds,
    /** Lets an outdated answer of the cache serve, marked as such, where nobody else answers. */
    allowStale: z.boolean(),
    /** Whether personas with nothing to say about an epic are left out. */
    personas: z.enum(["all", "auto"]),
    /** Whether those with most at stake review first, where dependencies let them. */
    order: z.enum(["fixed", "auto"]),
    /** How long a process that went silent keeps others from its run; a living one renews it. */
    leaseTimeout: seconds,
  }),
  personas: z.partialRecord(
    personaNameSchema,
    z.strictObject({
      required: z.boolean().optional(),
      timeout: seconds.optional(),
      /** Who answers for it, instead of whom the persona itself names. */
      provider: providerReferenceSchema.optional(),
      /** Instead of the model that the provider names. */
      model: z.string().min(1).optional(),
      /** Who is asked, in this order, where the provider fails. */
      fallback: z.array(providerReferenceSchema).optional(),
    }),
  ),
  /** By name: who can answer for personas beside the rulebook. */
  providers: z.partialRecord(providerNameSchema, providerSchema),
  /** Code that looks at reviews and epics on their way, in this order: docs/plugins.md. */
  plugins: z.array(pluginEntrySchema),
  performance: z.strictObject({
    /** How many personas may work at once where the workflow lets them. */
    maxConcurrentPersonas: z.int().positive().max(64),
    memoryLimit: byteSizeSchema,
    /** Milliseconds between checkpoints while a persona works. */
    checkpointInterval: z.int().positive(),
  }),
  limits: z.strictObject({
    descriptionBytes: byteSizeSchema,
    /** Of the answers that the cache keeps, before compression. */
    cacheBytes: byteSizeSchema,
  }),
  estimation: z.strictObject({
    /** ISO 4217. */
    currency: z.string().regex(/^[A-Z]{3}$/, "must be a currency code such as EUR"),
    /** Money per person-day. */
    dayRate: z.number().positive(),
    /** By persona, where one differs from `dayRate`. */
    dayRates: z.partialRecord(personaNameSchema, z.number().positive()),
    /** Builders; by mode where absent and the description names none. */
    teamSize: z.number().positive().optional(),
    teamExperience: z.enum(["known", "new"]),
  }),
  /** What models charge: over and beside config/prices.yml, which ships. */
  prices: priceTableSchema,
  gate: z.strictObject({
    /** What makes `epic create` exit with 1. */
    failOn: failOnSchema,
  }),
  tickets: z.strictObject({
    /** The roles that approve a document, each of them. */
    approvals: z.strictObject({ requirements: roles, design: roles, plan: roles }),
    /** By role, the names or signers who may judge in it; everybody where a role is not named. */
    people: z.record(roleSchema, z.array(z.string().min(1)).min(1)),
    /** Whether an approval counts only with a signature that can be trusted. */
    requireSigned: z.boolean(),
    /** Relative to the project: who may sign with which key, in the format of ssh-keygen and Git. */
    allowedSigners: z.string().min(1),
  }),
  log: z.strictObject({
    level: z.enum(["silent", "error", "warn", "info", "debug"]),
  }),
});
export type Config = z.infer<typeof configSchema>;
export type TicketRules = Config["tickets"];
