import type { Playbook } from "../../schema/playbook.ts";
import type { Page } from "./page.ts";

/** By slot: the word to show, singular. */
export type Wording = ReadonlyMap<string, string>;

/** The description's own words for what a playbook speaks of, as far as it uses any of them. */
export function chooseWords({ slots }: Pick<Playbook, "slots">, page: Page): Wording {
  return new Map(
    Object.entries(slots).map(([name, { words, otherwise }]) => {
      const used = Object.entries(words).find(
        ([word, terms]) => page.find([...exactly(word), ...terms]).length > 0,
      );
      return [name, used?.[0] ?? otherwise];
    }),
  );
}

/** The word itself, one or several: by its stem "customer" would be found in "custom". */
const exactly = (word: string): readonly string[] =>
  [word, pluralOf(word)].map((form) => form.replaceAll(/(^|[\s/-])(?=\p{L})/gu, "$1+"));

/** `{customer}`, `{a customer}` and `{customers}` of the slot `customer`; `{Customers}`, `{A customer}`. */
const SLOT = /(?:\b([Aa]n?) )?\{(?:([Aa]n?) )?([A-Za-z]+)\}/g;

export function fillWords(text: string, wording: Wording): string {
  return text.replaceAll(SLOT, (whole, before?: string, within?: string, name = "") => {
    const filled = inflect(lowerFirst(name), wording);
    if (filled === undefined) return whole;
    // An article that stands before the slot goes with the word that is shown, too.
    const article = before ?? within;
    if (article === undefined) return lowerFirst(name) === name ? filled : upperFirst(filled);
    const phrase = `${articleOf(filled)} ${filled}`;
    return article.startsWith("A") ? upperFirst(phrase) : phrase;
  });
}

const lowerFirst = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);
const upperFirst = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function inflect(name: string, wording: Wording): string | undefined {
  const singular = wording.get(name);
  if (singular !== undefined) return singular;
  const base = name.endsWith("s") ? wording.get(name.slice(0, -1)) : undefined;
  return base === undefined ? undefined : pluralOf(base);
}

/** Every slot that a text asks for and that no playbook defines. */
export function unknownSlots(text: string, slots: Playbook["slots"]): readonly string[] {
  const wording: Wording = new Map(Object.keys(slots).map((name) => [name, "x"]));
  return fillWords(text, wording).match(/\{[^}]*\}?/g) ?? [];
}

const IRREGULAR: Readonly<Record<string, string>> = {
  person: "people",
  quiz: "quizzes",
  child: "children",
  woman: "women",
  man: "men",
  staff: "staff",
  data: "data",
  equipment: "equipment",
  content: "content",
  software: "software",
  money: "money",
};

/** Of a noun phrase: its last word takes the ending. */
export function pluralOf(phrase: string): string {
  const at = phrase.lastIndexOf(" ") + 1;
  const [before, word] = [phrase.slice(0, at), phrase.slice(at)];
  return before + (IRREGULAR[word] ?? regularPlural(word));
}

function regularPlural(word: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}

/** By sound: "a user", "an hour", "an API". */
export function articleOf(phrase: string): "a" | "an" {
  if (/^(?:hour|honest|heir)/i.test(phrase)) return "an";
  if (/^(?:uni(?!n)|use|usa|user|euro|one\b|eu)/i.test(phrase)) return "a";
  if (/^[A-Z]{2,}/.test(phrase)) return /^[AEFHILMNORSX]/.test(phrase) ? "an" : "a";
  return /^[aeiou]/i.test(phrase) ? "an" : "a";
}
