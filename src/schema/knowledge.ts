import { z } from "zod";

import type { Estimation } from "./estimation.ts";
import type { Presuppositions } from "./playbook.ts";
import type { PersonaRegistration } from "./registration.ts";

/*
 * What config/knowledge/*.yml may hold (estimation.yml: estimation.ts). The build checks it and compiles it into one `Knowledge`;
 * nothing here is parsed when the program runs.
 */

const pattern = z.string().min(1);
const ids = z.array(z.string().min(1));
/** A fact that a description can show. Patterns are matched against the lower-cased text. */
export const signalSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*\.[a-z][a-z0-9-]*$/, "must look like data.phi"),
  /** Plain words for a slot that does not quote. */
  label: z.string().min(1),
  /** Whether a slot shows the words of the description or the label. */
  slot: z.enum(["label", "quote"]),
  meaning: z.string().min(1),
  patterns: z.array(pattern).default([]),
  /** As `patterns`, where upper and lower case matter: EU, US, AI. */
  exact: z.array(pattern).default([]),
  /** A match that overlaps one of these does not count. */
  not: z.array(pattern).default([]),
  /** Sentences that must show it, and sentences that must not. */
  hit: z.array(z.string()).min(1),
  miss: z.array(z.string()).min(1),
});
export type SignalSource = z.infer<typeof signalSchema>;

export const unitSchema = z.enum([
  "people",
  "per-second",
  "items",
  "bytes",
  "milliseconds",
  "percent",
  "days",
  "minutes",
  "currency",
  "languages",
  "organisations",
  "devices",
  "countries",
]);
export type Unit = z.infer<typeof unitSchema>;

export const quantitySchema = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z]*$/),
  meaning: z.string().min(1),
  unit: unitSchema,
  patterns: z.array(pattern).min(1),
  hit: z.strictObject({ text: z.string(), value: z.number() }),
  miss: z.array(z.string()).default([]),
});

export const negationSchema = z.strictObject({
  /** Words before a match in which a negator excludes it. */
  window: z.int().positive(),
  negators: z.array(pattern),
  /** Signals that a negator does not exclude: "replace the legacy system". */
  exceptions: z.array(z.strictObject({ negator: pattern, signals: ids })),
  /** Headings below which, or labels after which, everything is ruled out: "Non-goals". */
  headings: z.array(pattern),
});

export const signalsFileSchema = z.strictObject({
  /** `{NAME}` in a pattern stands for the macro of that name. */
  macros: z.record(z.string().regex(/^[A-Z]+$/), pattern),
  negation: negationSchema,
  signals: z.array(signalSchema),
  quantities: z.array(quantitySchema),
});
export type SignalsFile = z.infer<typeof signalsFileSchema>;

export const standardSchema = z.strictObject({
  name: z.string().min(1),
  /** Goes before each id to form what a rule cites. */
  prefix: z.string().default(""),
  publisher: z.string().min(1),
  licence: z.string().min(1),
  /** How the ids were checked. */
  verified: z.string().min(1),
  refs: z.array(
    z.strictObject({
      id: z.string().min(1),
      title: z.string().default(""),
      level: z.string().optional(),
    }),
  ),
});
export const standardsFileSchema = z.strictObject({ standards: z.array(standardSchema) });
export type StandardsFile = z.infer<typeof standardsFileSchema>;

/**
 * One alternative of a pattern, and the words of which at least one must occur in the text for it to
 * match. A string is its own word; without any word the alternative must always be tried.
 */
export type Choice = string | { readonly source: string; readonly words: readonly string[] };

/**
 * A pattern ready to run: bounded, macros filled in, and taken apart so that alternatives that cannot
 * match a text need not be compiled for it. Stands for `before(?:choice|choice)after`.
 */
export interface CompiledPattern {
  readonly before: string;
  readonly choices: readonly Choice[];
  readonly after: string;
}

export interface Signal {
  readonly id: string;
  readonly label: string;
  readonly slot: "label" | "quote";
  readonly patterns: readonly CompiledPattern[];
  readonly exact: readonly CompiledPattern[];
  readonly not: readonly CompiledPattern[];
  /** How many rules of the shipped personas read it. */
  readonly readBy: number;
}

export interface Quantity {
  readonly id: string;
  readonly unit: Unit;
  readonly patterns: readonly CompiledPattern[];
}

/** All that the rulebook knows, as the build compiles it. */
export interface Knowledge {
  /** sha256 of the content: the version of the rulebook. */
  readonly version: string;
  readonly signals: readonly Signal[];
  readonly quantities: readonly Quantity[];
  readonly negation: z.infer<typeof negationSchema>;
  readonly estimation: Estimation;
  /** What rules may cite, as in "WCAG 2.2 SC 2.1.1". */
  readonly citations: readonly string[];
  /** In review order. */
  readonly personas: readonly PersonaRegistration[];
  readonly presuppositions: Presuppositions;
}
