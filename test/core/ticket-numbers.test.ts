import * as fc from "fast-check";
import { expect, test } from "vitest";

import { numberBook, numbersIn, readNumbers, writeNumbers } from "../../src/core/ticket-numbers.ts";

test("what was numbered keeps its id, and what is new gets one that nothing had", () => {
  const book = numberBook([{ id: "FR-2", source: "po-label" }], ["FR-7", "UF-9"]);
  expect(book.idFor("FR", "po-label")).toBe("FR-2");
  expect(book.idFor("FR", "po-window")).toBe("FR-8");
  expect(book.idFor("FR", "po-window")).toBe("FR-8");
  expect(book.idFor("AC", "po-label")).toBe("AC-1");
});

test("an id that two branches gave to two things is the first one's", () => {
  const book = numberBook(
    [
      { id: "FR-1", source: "po-label" },
      { id: "FR-1", source: "po-window" },
      { id: "FR-2", source: "po-label" },
    ],
    [],
  );
  expect(book.idFor("FR", "po-label")).toBe("FR-1");
  expect(book.idFor("FR", "po-window")).toBe("FR-3");
});

test("whatever comes and goes from one time to the next, no id means two things", () => {
  const source = fc.stringMatching(/^[a-e]$/);
  fc.assert(
    fc.property(fc.array(fc.array(source), { maxLength: 6 }), (rounds) => {
      let kept = "";
      const meaning = new Map<string, string>();
      for (const sources of rounds) {
        const given = readNumbers(kept);
        const book = numberBook(given, []);
        const now = [...new Set(sources)].map((one) => ({
          id: book.idFor("T", one),
          source: one,
        }));
        for (const one of now) {
          expect(meaning.get(one.id) ?? one.source).toBe(one.source);
          meaning.set(one.id, one.source);
        }
        kept = writeNumbers([...given, ...now]);
      }
      expect(new Set(meaning.values()).size).toBe(meaning.size);
    }),
  );
});

test("numbers are lines in order, without what a merge left between them", () => {
  const text = writeNumbers([
    { id: "FR-10", source: "b" },
    { id: "FR-2", source: "a c" },
    { id: "FR-2", source: "a c" },
  ]);
  expect(text).toBe("FR-2 a c\nFR-10 b\n");
  expect(readNumbers(`<<<<<<< HEAD\r\n${text}=======\n`)).toEqual([
    { id: "FR-2", source: "a c" },
    { id: "FR-10", source: "b" },
  ]);
});

test("people's own ids are those on lines without a place to fill", () => {
  expect(numbersIn("| FR-1 | [[fill: x]] |\n| FR-12 | ours, see NFR-3 |\nUTF-8")).toEqual([
    "FR-12",
    "NFR-3",
    "UTF-8",
  ]);
});
