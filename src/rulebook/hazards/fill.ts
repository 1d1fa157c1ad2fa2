import { articleOf, pluralOf } from "../playbook/wording.ts";
import { singularOf } from "./lexicon.ts";

/** `{object}`, `{an object}`, `{objects}`. */
const SLOT = /\{(an )?(object)(s)?\}/g;

/** The text with the object in the words of the description; `words` are singular. */
export function fillObject(text: string, object: string): string {
  return text.replaceAll(
    SLOT,
    (_whole, article: string | undefined, _name, plural: string | undefined) => {
      if (plural !== undefined) return manyOf(object);
      return article !== undefined && isCounted(object) ? `${articleOf(object)} ${object}` : object;
    },
  );
}

/** Slots that nothing fills. */
export function unknownSlots(text: string): readonly string[] {
  return fillObject(text, "x").match(/[{}][^{}]*[{}]?/g) ?? [];
}

/** A phrase of the description as a slot shows it: singular, its last word plain. */
export function oneOf(phrase: readonly string[]): string {
  const words = phrase.filter((word) => !AMOUNT.test(word));
  const last = words.length - 1;
  return words
    .map((word, at) =>
      (/^\p{Lu}?[^\p{Lu}]*$/u.test(word) ? word.toLowerCase() : word).replace(
        /['’]s?$/,
        at === last ? "" : "$&",
      ),
    )
    .map((word, at) => (at === last && isCounted(word) ? singularOf(word) : word))
    .join(" ");
}

/** "12 million invoices": the figure goes, and so does its word. */
const AMOUNT = /^(?:dozen|hundred|thousand|million|billion)s?$/i;

const UNCOUNTED = new Set(
  "access content contents data feedback stock inventory storage usage traffic metadata history status news progress advice software hardware information equipment staff consent money evidence research telemetry analytics diagnostics statistics logs results settings credentials firmware series".split(
    " ",
  ),
);

const isCounted = (phrase: string): boolean =>
  !UNCOUNTED.has(phrase.slice(phrase.lastIndexOf(" ") + 1));

const manyOf = (phrase: string): string => (isCounted(phrase) ? pluralOf(phrase) : phrase);
