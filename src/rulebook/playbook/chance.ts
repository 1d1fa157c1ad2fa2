import type { Playbook, PlaybookItem } from "../../schema/playbook.ts";
import { splitSentences } from "../sentences.ts";
import { openPage } from "./page.ts";
import { type ScopedSentence, scopeSentences } from "./scope.ts";

type Asked = Pick<PlaybookItem, "when" | "together">;

/**
 * How often words that are to show a mechanism stand in a text by chance: the share, 0..1, of the
 * descriptions of other playbooks that meet the condition of an item. None for an item without one.
 */
export function openChances(
  playbooks: readonly Pick<Playbook, "id" | "hit">[],
): (owner: string, item: Asked) => number | undefined {
  const owners = new Map<ScopedSentence, { readonly id: string; readonly text: string }>();
  for (const { id, hit } of playbooks) {
    for (const text of hit) {
      const of = { id, text };
      for (const sentence of scopeSentences(splitSentences(text))) owners.set(sentence, of);
    }
  }
  const page = openPage([...owners.keys()]);
  const textsOf = (sentences: Iterable<ScopedSentence>) =>
    new Set([...sentences].map((sentence) => owners.get(sentence)));
  const sentencesOf = (terms: readonly string[]): ReadonlySet<ScopedSentence> =>
    new Set(page.find(terms).map(({ sentence }) => sentence));
  return (owner, { when, together }) => {
    if (when.length + together.length === 0) return undefined;
    const groups = [
      ...when.map((terms) => textsOf(sentencesOf(terms))),
      ...(together.length > 0 ? [textsOf(shared(together.map(sentencesOf)))] : []),
    ];
    const met = [...shared(groups)].filter((text) => text?.id !== owner);
    const others = playbooks.filter(({ id }) => id !== owner);
    return met.length / Math.max(1, hitsOf(others));
  };
}

const hitsOf = (playbooks: readonly Pick<Playbook, "hit">[]): number =>
  playbooks.reduce((sum, { hit }) => sum + hit.length, 0);

/** What is in all of the sets. */
function shared<T>(sets: readonly ReadonlySet<T>[]): ReadonlySet<T> {
  const each = sets.flatMap((set) => [...set]);
  return new Set(each.filter((member) => sets.every((set) => set.has(member))));
}
