import { expect, test } from "vitest";

import { indexLikeness } from "../../../src/rulebook/playbook/likeness-index.ts";
import { likenessOf } from "../../../src/rulebook/playbook/likeness.ts";
import { findPostings } from "../../../src/rulebook/playbook/postings.ts";
import type { Playbook } from "../../../src/schema/playbook.ts";
import { pageOf, playbook } from "./fixture.ts";

const others = Array.from({ length: 12 }, (_, at) => at).map((at) =>
  playbook({
    id: `other-${at}`,
    name: `Feature number${at}`,
    core: [`thing${at}`],
    signs: [],
    hit: [`A thing${at}.`, `Some thing${at}.`],
  }),
);
const loans: Partial<Playbook> = {
  id: "loan",
  name: "Loans of instruments",
  core: ["lend instrument", "borrow instrument"],
  hit: ["Pupils borrow an instrument.", "Schools lend an instrument to pupils."],
};
const index = indexLikeness([...others, playbook(loans)]);
const likeLoan = (text: string) =>
  likenessOf(pageOf(text).sentences, index).find(({ id }) => id === "loan")?.like ?? Number.NaN;

test("a text that uses the words of a playbook stands out for its kind", () => {
  expect(likeLoan("Pupils borrow an instrument for a year.")).toBeGreaterThan(3);
  expect(likeLoan("Here is thing3.")).toBeLessThan(0);
});

test("a text without any word of any playbook is like none", () => {
  expect(likeLoan("Zzz constructor")).toBe(0);
  expect(likeLoan("")).toBe(0);
});

test("the title and what is said to be wanted count most, what may come later little, background not", () => {
  const beside = "Here is thing3. ";
  const plain = likeLoan(`${beside}Pupils borrow one.`);
  expect(likeLoan(`Pupils borrow one. ${beside}`)).toBeGreaterThan(plain);
  expect(likeLoan(`${beside}We want that pupils borrow one.`)).toBeGreaterThan(plain);
  expect(likeLoan(`${beside}Pupils may borrow one in a later phase.`)).toBeLessThan(plain);
  expect(likeLoan(`${beside}\n## Background\n\nPupils borrow one.`)).toBeLessThan(0);
});

test("words that most kinds use, and those used in passing, are left out of the index", () => {
  expect(findPostings(index.postings, "hold")).toEqual([]);
  expect(findPostings(index.postings, "wrong")).toEqual([]);
  const loan = index.ids.indexOf("loan");
  expect(findPostings(index.postings, "instrument")).toEqual([[loan, expect.any(Number)]]);
  expect(findPostings(index.postings, "borrow instrument")).toEqual([[loan, expect.any(Number)]]);
});
