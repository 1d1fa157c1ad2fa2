import { z } from "zod";

import {
  idSchema,
  type PlaybookItem,
  playbookItemSchema,
  playbookQuestionSchema,
  slotsSchema,
  termSchema,
  termsSchema,
} from "./playbook.ts";

/**
 * A trait of a feature of whatever kind: it works offline, it takes files, money flows, children use it.
 * It is read from a single sentence, and what is said of it holds for every feature with the trait.
 */
export const facetSchema = z.strictObject({
  id: idSchema,
  name: z.string().min(1),
  /** One sentence about what is wanted must show a term of every group. */
  shown: z.array(termsSchema).min(1),
  /** Words that make a sentence speak of something else. */
  except: z.array(termSchema).default([]),
  /** Kinds of feature whose playbooks say all this already, in their own words. */
  covered: z.array(idSchema).default([]),
  slots: slotsSchema,
  items: z.array(playbookItemSchema).min(1),
  questions: z.array(playbookQuestionSchema).default([]),
  /** Descriptions that must show it, and ones that must not. */
  hit: z.array(z.string().min(1)).min(2),
  miss: z.array(z.string().min(1)).min(1),
});
export interface Facet extends z.infer<typeof facetSchema> {
  items: PlaybookItem[];
}

export const facetFileSchema = z.strictObject({ facets: z.array(facetSchema).min(1) });

/** What is looked at for every description; the rest is loaded for the facets that it shows. */
export type FacetSign = Pick<Facet, "id" | "shown" | "except" | "covered">;
