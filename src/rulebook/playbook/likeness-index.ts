import type { Playbook } from "../../schema/playbook.ts";
import { gramsOfText, type LikenessIndex } from "./likeness.ts";

/** What the build counts once for all descriptions: BM25 with the square of the rarity. */
export function indexLikeness(playbooks: readonly Playbook[]): LikenessIndex {
  const counted = playbooks.map(countGrams);
  const usedBy = new Map<string, number>();
  for (const gram of counted.flatMap((grams) => [...grams.keys()])) {
    usedBy.set(gram, (usedBy.get(gram) ?? 0) + 1);
  }
  const lengths = counted.map((grams) => [...grams.values()].reduce((sum, n) => sum + n, 0));
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const postings = new Map<string, number[]>();
  for (const [kind, grams] of counted.entries()) {
    const longer = 0.5 + (0.5 * (lengths[kind] ?? average)) / average;
    for (const [gram, count] of grams) {
      const users = usedBy.get(gram) ?? 0;
      if (count < leastOf(gram) || users > playbooks.length * COMMON) continue;
      const rarity = Math.log((playbooks.length + 1) / (users + 0.5));
      const weight = Math.round((10 * rarity ** 2 * count * 2.2) / (count + 1.2 * longer));
      postings.set(gram, [...(postings.get(gram) ?? []), kind, weight]);
    }
  }
  return { ids: playbooks.map(({ id }) => id), postings: Object.fromEntries(postings) };
}

/** A word that more than a third of the kinds use tells none of them from the others. */
const COMMON = 0.36;

/** What a playbook uses in passing is left out: it would be most of the index and say least. */
const leastOf = (gram: string): number => (gram.includes(" ") ? 3 : 2);

/** The words of a playbook: those that name its kind count most. */
function countGrams({ name, core, signs, hit, items }: Playbook): ReadonlyMap<string, number> {
  const parts: (readonly [string, number])[] = [
    [name, 4],
    ...core.map((term) => [plain(term), 2] as const),
    ...signs.flatMap(({ terms, weight }) =>
      terms.map((term) => [plain(term), 1.5 * weight] as const),
    ),
    ...hit.map((text) => [text, 2] as const),
    ...items.flatMap(({ title, why, done }) => [
      [title, 1] as const,
      [why, 0.5] as const,
      [done, 0.5] as const,
    ]),
  ];
  const counts = new Map<string, number>();
  for (const [text, weight] of parts) {
    for (const gram of gramsOfText(text)) counts.set(gram, (counts.get(gram) ?? 0) + weight);
  }
  return counts;
}

/** A term without the marks that say how it is compared (schema/playbook.ts). */
const plain = (term: string): string => term.replaceAll(/[+=*]/g, "");
