/** A text that another one may be like. */
export interface Subject {
  /** sha256 of the description. */
  readonly hash: string;
  readonly description: string;
  /** Answers that the cache has to it. */
  readonly answers: number;
}

export interface Likeness extends Subject {
  /** 1.0 where they differ in case, spaces and punctuation at most; 0.0 where they share nothing. */
  readonly similarity: number;
}

/** Those that are at least as alike as `threshold`, the most alike first. */
export function findSimilar(
  text: string,
  subjects: readonly Subject[],
  threshold: number,
): readonly Likeness[] {
  const wanted = trigrams(text);
  return subjects
    .map((subject) => ({ ...subject, similarity: share(wanted, trigrams(subject.description)) }))
    .filter(({ similarity }) => similarity >= threshold)
    .toSorted((a, b) => b.similarity - a.similarity);
}

interface Trigrams {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

/**
 * Three letters at a time, since those survive what editing does to a text: an inflected word, a
 * corrected one, a sentence that moved.
 */
function trigrams(text: string): Trigrams {
  const letters = Array.from(
    ` ${text.normalize("NFKC").toLowerCase().replace(OTHERS, " ").trim()} `,
  );
  const counts = new Map<string, number>();
  for (let at = 0; at + 3 <= letters.length; at += 1) {
    const gram = letters.slice(at, at + 3).join("");
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return { counts, total: Math.max(0, letters.length - 2) };
}

const OTHERS = /[^\p{L}\p{N}]+/gu;

/** Sørensen and Dice: twice what both have, of all that either has. */
function share(one: Trigrams, other: Trigrams): number {
  let common = 0;
  for (const [gram, count] of one.counts) common += Math.min(count, other.counts.get(gram) ?? 0);
  const all = one.total + other.total;
  return all === 0 ? 1 : (2 * common) / all;
}
