import type { GlossaryEntry } from "../schema/glossary.ts";
import type { PlaybookItem } from "../schema/playbook.ts";

/** An item as the build writes it: with the names under which its subject is known. */
export type NamedItem = PlaybookItem & { readonly known: readonly string[] };

/** The names that the words of an item call for, in the order of the glossary; three at most. */
export function nameItem(item: PlaybookItem, glossary: readonly GlossaryEntry[]): NamedItem {
  const text = item.title.toLowerCase();
  const known = glossary
    .filter((entry) => isMeant(entry, text) && !text.includes(entry.name))
    .map(({ name }) => name);
  return { ...item, known: known.slice(0, MOST_NAMES) };
}

const MOST_NAMES = 3;

const isMeant = ({ patterns }: GlossaryEntry, text: string): boolean =>
  patterns.some((pattern) => new RegExp(pattern, "u").test(text));

/** Faults of the glossary, each with the name where it lies; none when all is well. */
export function lintGlossary(
  glossary: readonly GlossaryEntry[],
  items: readonly PlaybookItem[],
): readonly string[] {
  const texts = items.map(({ title }) => title.toLowerCase());
  return glossary.flatMap((entry) => {
    const { name, hit, miss } = entry;
    return [
      ...hit
        .filter((text) => !isMeant(entry, text))
        .map((text) => `${name}: not found in "${text}"`),
      ...miss.filter((text) => isMeant(entry, text)).map((text) => `${name}: found in "${text}"`),
      ...(texts.some((text) => isMeant(entry, text)) ? [] : [`${name}: is meant by no item`]),
    ];
  });
}
