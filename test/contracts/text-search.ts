import { expect, test } from "vitest";

import type { SearchSource, TextSearch } from "../../src/ports/text-search.ts";

export const source = (id: string, title: string, text: string, hash = text): SearchSource => ({
  id,
  hash,
  read: async () => ({ title, text }),
});

const TEXTS = [
  source("a", "Returns online", "Customers print a label for each parcel."),
  source(
    "b",
    "Orders",
    "Orders can be returned within 30 days. A label is printed, and a label again.",
  ),
  source("c", "Größe wählen", "Kunden wählen eine Größe."),
];

const find = async (search: TextSearch, match: "all" | "any", ...words: readonly string[]) =>
  (await search.find({ words, match, limit: 10 })).map(({ id }) => id);

/** What every TextSearch must do. */
export function textSearchContract(open: () => TextSearch): void {
  const filled = async () => {
    const search = open();
    expect(await search.refresh(TEXTS)).toBe(3);
    return search;
  };
  test("texts are found by beginnings of words, whatever their case and accents", async () => {
    using search = await filled();
    expect(await find(search, "all", "LABEL")).toEqual(["b", "a"]);
    expect(await find(search, "all", "label", "parc")).toEqual(["a"]);
    expect(await find(search, "any", "parcel", "grosse", "große")).toEqual(["c", "a"]);
    expect(await find(search, "all", "GROSSE")).toEqual([]);
    expect(await find(search, "all", "WAHLEN")).toEqual(["c"]);
    expect(await find(search, "all")).toEqual([]);
  });

  test("a title counts for more than a text", async () => {
    using search = await filled();
    expect((await find(search, "all", "return"))[0]).toBe("a");
  });

  test("what is looked for is words, not a question in a language of queries", async () => {
    using search = await filled();
    for (const word of ['"', "label OR", "NEAR(", "title:x", "*", "-", "^a"]) {
      expect(Array.isArray(await search.find({ words: [word], match: "all", limit: 3 }))).toBe(
        true,
      );
    }
  });

  test("a hit shows where it was found, on one line, and no more hits than asked for", async () => {
    using search = await filled();
    const [hit, more] = await search.find({ words: ["label"], match: "all", limit: 1 });
    expect(more).toBeUndefined();
    expect(hit?.title).toBe("Orders");
    expect(hit?.snippet).toMatch(/^[^\n]*label[^\n]*$/);
  });

  test("only what has changed is read again, and what is gone is forgotten", async () => {
    using search = await filled();
    expect(await search.refresh(TEXTS)).toBe(0);
    const changed = [source("a", "Returns", "Nothing any more"), ...TEXTS.slice(1, 2)];
    expect(await search.refresh(changed)).toBe(1);
    expect(await find(search, "any", "label", "customers", "wählen")).toEqual(["b"]);
    expect(await find(search, "all", "nothing")).toEqual(["a"]);
  });
}
