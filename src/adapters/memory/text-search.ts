import type { SearchHit, SearchQuery, SearchText, TextSearch } from "../../ports/text-search.ts";

/** An index that lasts as long as this object; it knows beginnings of words, and no grammar. */
export function memoryTextSearch(): TextSearch {
  let held = new Map<string, SearchText & { readonly hash: string }>();
  return {
    async refresh(sources) {
      const next: typeof held = new Map();
      let read = 0;
      for (const source of sources) {
        const { id, hash } = source;
        const known = held.get(id);
        if (known?.hash === hash) next.set(id, known);
        else {
          next.set(id, { hash, ...(await source.read()) });
          read += 1;
        }
      }
      held = next;
      return read;
    },
    async find(query) {
      const hits = [...held].map(([id, source]) => ({ id, source, score: scoreOf(source, query) }));
      return hits
        .filter(({ score }) => score > 0)
        .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, query.limit)
        .map(({ id, source: { title, text } }): SearchHit => {
          return { id, title, snippet: text.replaceAll(/\s+/g, " ").slice(0, 160) };
        });
    },
    [Symbol.dispose]: () => {},
  };
}

function scoreOf({ title, text }: SearchText, { words, match }: SearchQuery): number {
  const [inTitle, inText] = [wordsOf(title), wordsOf(text)];
  const scores = words.map((word) => {
    const start = fold(word);
    const count = (all: readonly string[]) => all.filter((one) => one.startsWith(start)).length;
    return count(inTitle) * 5 + count(inText);
  });
  if (match === "all" && scores.includes(0)) return 0;
  return scores.reduce((sum, score) => sum + score, 0) / (1 + inText.length / 1000);
}

function wordsOf(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function fold(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
