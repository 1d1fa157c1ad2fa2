import { z } from "zod";

import { adviceShape, type Presupposition, presuppositionSchema } from "./playbook.ts";
import type { ReviewMode } from "./vocabulary.ts";

/** Plain words, compared by stem, or `@name` for all words of the list of that name. */
const termSchema = z
  .string()
  .regex(/^(?:@[a-z]+(?:-[a-z]+)*|[\p{L}\p{N}][\p{L}\p{N}'’.+#/ -]*)$/u, "must be plain words");
const termsSchema = z.array(termSchema);

/**
 * Something that goes wrong again and again where somebody does something to something. It speaks only
 * where a sentence shows the act and its object in one frame, and the condition with them. A single
 * sentence stops nobody, so it has no type.
 */
export const hazardSchema = z.strictObject({
  /** In the title: `{object}`, `{an object}`, `{objects}`. */
  ...adviceShape,
  /** Verbs, and nouns that name the act ("deletion"). */
  action: termsSchema.min(1),
  /** Nouns. */
  object: termsSchema.min(1),
  /** Who must do it, where it matters. */
  actor: termsSchema.default([]),
  /** Of which one must stand in the sentence or right beside it. */
  condition: termsSchema.default([]),
  /** Words beside which the act or the object means something else. */
  unless: termsSchema.default([]),
  presupposes: z.array(presuppositionSchema).default([]),
  /** A sentence that must fire it, and one that must not. */
  hit: z.string().min(1),
  miss: z.string().min(1),
});
export type Hazard = z.infer<typeof hazardSchema>;

export const hazardFileSchema = z.strictObject({
  lists: z.record(z.string().regex(/^[a-z]+(?:-[a-z]+)*$/), z.array(termSchema).min(1)).default({}),
  hazards: z.array(hazardSchema).min(1),
});
export type HazardFile = z.infer<typeof hazardFileSchema>;

const wordsSchema = z.array(z.string().regex(/^\p{L}[\p{L}'’-]*$/u)).min(1);

/** What the reader of sentences knows of English words. */
export const lexiconSchema = z.strictObject({
  /** Base forms; regular inflection is derived. */
  verbs: wordsSchema,
  /** Forms that are not regular, by base form. */
  irregular: z.record(z.string().min(1), wordsSchema),
  /** Verbs whose base form is more often a noun. */
  nouns: wordsSchema,
  /** Of those, the nouns that still name an act: "a change of address". */
  acts: wordsSchema,
  /** Who acts: a verb may follow them. */
  people: wordsSchema,
  /** Words before a noun that say nothing of what it is. */
  adjectives: wordsSchema,
  /** Words that look like a form of a verb and are none. */
  never: wordsSchema,
});
export type LexiconSource = z.infer<typeof lexiconSchema>;

/** What is said when a hazard speaks: loaded for the few that do. */
export type HazardText = Pick<
  Hazard,
  "id" | "persona" | "title" | "why" | "done" | "priority" | "effort" | "references"
>;

/** A hazard as its trigger: numbers are places in `terms`. What it does not ask for is left out. */
export interface HazardTrigger {
  readonly id: string;
  readonly action: readonly number[];
  readonly actor?: readonly number[];
  readonly condition?: readonly number[];
  readonly unless?: readonly number[];
  readonly presupposes?: readonly Presupposition[];
  readonly modes?: readonly ReviewMode[];
}

/** What is looked at for every description. */
export interface HazardIndex {
  /** As stems with spaces between. */
  readonly terms: readonly string[];
  /** By first stem: the terms that begin with it. */
  readonly starts: Readonly<Record<string, readonly number[]>>;
  /** By term: the triggers whose object it is. */
  readonly byObject: readonly (readonly number[])[];
  /** By term: how telling it is, 0..1; the fewer hazards list it, the more. */
  readonly telling: readonly number[];
  readonly triggers: readonly HazardTrigger[];
  readonly lexicon: LexiconSource;
}
