import type { Playbook } from "../../schema/playbook.ts";
import { gramsOfText, type LikenessIndex } from "./likeness.ts";
import { type Posting, writePostings } from "./postings.ts";

/** What the build counts once for all descriptions: BM25 with the square of the rarity. */
export function indexLikeness(playbooks: readonly Playbook[]): LikenessIndex {
  const counted = playbooks.map(countGrams);
  const lengths = counted.map((grams) => [...grams.values()].reduce((sum, n) => sum + n, 0));
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const uses = new Map<string, (readonly [kind: number, count: number, longer: number])[]>();
  for (const [kind, grams] of counted.entries()) {
    const length = [...grams.values()].reduce((sum, n) => sum + n, 0);
    for (const [gram, count] of grams) {
      uses.set(gram, [...(uses.get(gram) ?? []), [kind, count, 0.5 + (0.5 * length) / average]]);
    }
  }
  const postings = [...uses].flatMap(([gram, used]) => {
    if (used.length > Math.max(FEW, playbooks.length * COMMON)) return [];
    const rarity = Math.log((playbooks.length + 1) / (used.length + 0.5));
    const kept = used
      .filter(([, count]) => count >= leastOf(gram))
      .map(([kind, count, longer]): Posting => {
        return [kind, Math.round((22 * rarity ** 2 * count) / (count + 1.2 * longer))];
      });
    return kept.length === 0 ? [] : [[gram, kept] as const];
  });
  return { ids: playbooks.map(({ id }) => id), postings: writePostings(postings) };
}

const FEW = 2;
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
