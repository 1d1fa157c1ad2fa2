import { z } from "zod";

import { effortByModeSchema } from "./rule.ts";
import {
  personaNameSchema,
  prioritySchema,
  recommendationTypeSchema,
  reviewModeSchema,
} from "./vocabulary.ts";

/**
 * Words that a sentence shows, compared by stem: "request access" is found in "requests temporary
 * access". Up to two other words may stand between two of them. A word with a star at its end stands
 * for all that begin with it; a word after an equals sign must stand exactly so (`=PIN`), one after
 * a plus sign so as well, in lower or upper case (`+custom` is not found in "customer").
 */
export const termSchema = z
  .string()
  .regex(/^[\p{L}\p{N}=+][\p{L}\p{N}'’.+#/=* -]*$/u, "must be plain words");
export const termsSchema = z.array(termSchema).min(1);

export const idSchema = z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, "must be kebab-case");

/** What an item takes for granted: it is silent where the description does not show it. */
export const presuppositionSchema = z.enum([
  "screen",
  "web",
  "mobile",
  "public",
  "staff",
  "accounts",
  "payment",
  "personal-data",
  "outside-service",
  "existing-system",
  "notification",
  "upload",
  "device",
  "model",
  "tenants",
]);
export type Presupposition = z.infer<typeof presuppositionSchema>;

const slotSchema = z.strictObject({
  /** What it names, so that a person is never put where a document belongs. */
  kind: z.enum(["person", "document", "thing", "place", "act", "state", "system"]),
  /**
   * Singular words to show, each with the further terms that stand for it. The first that the
   * description uses is shown: `{customer}`, `{a customer}`, `{customers}`.
   */
  words: z.record(z.string().min(1), z.array(termSchema)),
  /** Shown where the description uses none of them; singular. */
  otherwise: z.string().min(1),
});

export const slotsSchema = z.record(z.string().regex(/^[a-z]+$/), slotSchema).default({});

const conditionShape = {
  /** Every group must show at least one of its terms in what is wanted. */
  when: z.array(termsSchema).default([]),
  /** As `when`, but one sentence must show a term of every group: what happens there to what. */
  together: z.array(termsSchema).default([]),
  /** Silent where the description shows one of these: it has been thought of, or does not apply. */
  unless: z.array(termSchema).default([]),
  presupposes: z.array(presuppositionSchema).default([]),
};

/** What is said once the conditions hold, whoever says it. */
export const adviceShape = {
  id: idSchema,
  persona: personaNameSchema,
  modes: z.array(reviewModeSchema).optional(),
  /** May name things in the words of the description by slots. */
  title: z.string().min(1).max(140),
  /** What goes wrong otherwise. */
  why: z.string().min(1),
  /** How one would check that it is done. */
  done: z.string().min(1),
  priority: prioritySchema,
  effort: effortByModeSchema,
  references: z.array(z.string()).default([]),
};

export const playbookItemSchema = z.strictObject({
  ...adviceShape,
  ...conditionShape,
  type: recommendationTypeSchema,
  /** The names under which its subject is known: the build finds them (rulebook/glossary.ts). */
  known: z.array(z.string()).optional(),
  /** Ids of items of this playbook that come first. */
  after: z.array(idSchema).default([]),
});
export interface PlaybookItem extends z.infer<typeof playbookItemSchema> {
  /** Stems of the words that say what it is about, where the build has found them. */
  readonly telling?: readonly string[];
}

export const playbookQuestionSchema = z.strictObject({
  id: idSchema,
  persona: personaNameSchema,
  ...conditionShape,
  text: z.string().min(1),
  /** What the estimate takes for granted until somebody answers. */
  assume: z.string().min(1),
  blocksEstimate: z.boolean().default(false),
});

const storySchema = z.strictObject({
  id: idSchema,
  as: z.string().min(1),
  want: z.string().min(1),
  so: z.string().min(1),
  given: z.string().min(1),
  when: z.string().min(1),
  outcome: z.string().min(1),
});

/** A kind of feature that is built again and again, and what always matters in it. */
export const playbookSchema = z.strictObject({
  id: idSchema,
  name: z.string().min(1),
  /**
   * It is a sort of change whatever its subject (an extension of a protocol, a new way to sign in):
   * a description is of one at most, beside the kinds of feature that it is of.
   */
  genre: z.boolean().default(false),
  /** Terms that name the kind. One must stand in the title or at the start, or in two sentences. */
  core: termsSchema,
  /** Further signs; each group counts once. */
  signs: z.array(z.strictObject({ terms: termsSchema, weight: z.int().min(1).max(3).default(1) })),
  /** Terms that speak for another kind. */
  against: z.array(termSchema).default([]),
  /** Facets that descriptions of this kind seem to show: their words mean something else in them. */
  mutes: z.array(idSchema).default([]),
  /** Ids of open questions (estimation.yml) that a description of this kind has answered by being one. */
  settles: z.array(z.string()).default([]),
  slots: slotsSchema,
  items: z.array(playbookItemSchema).min(1),
  questions: z.array(playbookQuestionSchema).default([]),
  stories: z.array(storySchema).default([]),
  /** Descriptions that must be recognised as this kind, and ones that must not. */
  hit: z.array(z.string().min(1)).min(2),
  miss: z.array(z.string().min(1)).min(2),
});
export interface Playbook extends z.infer<typeof playbookSchema> {
  items: PlaybookItem[];
}

export const playbookFileSchema = z.strictObject({ playbooks: z.array(playbookSchema).min(1) });

/** config/knowledge/presuppositions.yml. */
export const presuppositionsFileSchema = z.strictObject({
  presuppositions: z.record(
    presuppositionSchema,
    z.strictObject({ signals: z.array(z.string()), terms: z.array(termSchema) }),
  ),
});
export type Presuppositions = z.infer<typeof presuppositionsFileSchema>["presuppositions"];
