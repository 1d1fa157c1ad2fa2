/** How much a word, or a pair of words, speaks for a kind, which is counted from 0. */
export type Posting = readonly [kind: number, weight: number];

/**
 * Grams by their first two letters, each group one text of lines such as "loan=12:340 45:210". Of
 * thousands a description has some hundred: groups are read from a file several times faster than
 * an entry for each.
 */
export type Postings = Readonly<Record<string, string>>;

export function writePostings(grams: Iterable<readonly [string, readonly Posting[]]>): Postings {
  const groups: Record<string, string> = {};
  for (const [gram, postings] of grams) {
    const beginning = beginningOf(gram);
    const written = postings.map(([kind, weight]) => `${kind}:${weight}`).join(" ");
    groups[beginning] = `${groups[beginning] ?? "\n"}${gram}=${written}\n`;
  }
  return groups;
}

export function findPostings(postings: Postings, gram: string): readonly Posting[] {
  const group = postings[beginningOf(gram)];
  const at = group?.indexOf(`\n${gram}=`) ?? -1;
  if (group === undefined || at < 0) return [];
  const start = at + gram.length + 2;
  return group
    .slice(start, group.indexOf("\n", start))
    .split(" ")
    .map((posting) => {
      const [kind, weight] = posting.split(":");
      return [Number(kind), Number(weight)];
    });
}

const BEGINNING = 2;

const beginningOf = (gram: string): string => gram.slice(0, BEGINNING);
