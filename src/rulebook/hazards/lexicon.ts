import type { LexiconSource } from "../../schema/hazard.ts";

export type VerbForm = "base" | "s" | "past" | "ing";

/** What the reader of sentences knows of words. */
export interface Lexicon {
  /** The form of which verb a word may be. */
  readonly formOf: (lower: string) => { base: string; form: VerbForm } | undefined;
  /** Whether the base form of a verb is more often a noun. */
  readonly isMostlyNoun: (base: string) => boolean;
  /** Whether such a noun still names an act: "a change of address". */
  readonly isAct: (base: string) => boolean;
  readonly isPerson: (lower: string) => boolean;
  readonly isAdjective: (lower: string) => boolean;
}

const opened = new WeakMap<LexiconSource, Lexicon>();

/** Each source is opened once. */
export function openLexicon(source: LexiconSource): Lexicon {
  const known = opened.get(source);
  if (known) return known;
  const lexicon = create(source);
  opened.set(source, lexicon);
  return lexicon;
}

function create(source: LexiconSource): Lexicon {
  const verbs = new Set(source.verbs);
  const nouns = new Set(source.nouns);
  const acts = new Set(source.acts);
  const people = new Set(source.people);
  const adjectives = new Set(source.adjectives);
  const never = new Set(source.never);
  const irregular = new Map(
    Object.entries(source.irregular).flatMap(([base, forms]) =>
      forms.map((form) => [form, base] as const),
    ),
  );
  return {
    formOf: (lower) => {
      if (never.has(lower)) return undefined;
      if (verbs.has(lower)) return { base: lower, form: "base" };
      const base = irregular.get(lower);
      if (base !== undefined) return { base, form: "past" };
      return regularForm(lower, (word) => verbs.has(word));
    },
    isMostlyNoun: (base) => nouns.has(base),
    isAct: (base) => acts.has(base),
    isPerson: (lower) => people.has(lower) || people.has(singularOf(lower)),
    isAdjective: (lower) => adjectives.has(lower) || ADJECTIVE_ENDING.test(lower),
  };
}

const ADJECTIVE_ENDING = /^(?:un|in|non)?[a-z]{3,}(?:able|ible|ful|less|ous|ish|wide)$/;

const ENDINGS: readonly (readonly [ending: string, form: VerbForm, instead: readonly string[]])[] =
  [
    ["ies", "s", ["y"]],
    ["es", "s", ["", "e"]],
    ["s", "s", [""]],
    ["ied", "past", ["y"]],
    ["ed", "past", ["", "e"]],
    ["ing", "ing", ["", "e"]],
  ];

function regularForm(
  lower: string,
  isVerb: (word: string) => boolean,
): { base: string; form: VerbForm } | undefined {
  for (const [ending, form, instead] of ENDINGS) {
    if (!lower.endsWith(ending)) continue;
    const rest = lower.slice(0, -ending.length);
    const undoubled = /([bdglmnprt])\1$/.test(rest) ? [rest.slice(0, -1)] : [];
    const base = [...instead.map((end) => rest + end), ...undoubled].find(isVerb);
    if (base !== undefined) return { base, form };
  }
  return undefined;
}

/** Of a plain plural; other words stay as they are. */
export function singularOf(lower: string): string {
  if (/[^aeiou]ies$/.test(lower)) return `${lower.slice(0, -3)}y`;
  if (/(?:ss|x|zz|(?<!ca)ch|sh|[^ao]us)es$/.test(lower)) return lower.slice(0, -2);
  return /[^sui]s$/.test(lower) ? lower.slice(0, -1) : lower;
}
