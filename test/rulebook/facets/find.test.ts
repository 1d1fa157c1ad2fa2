import { expect, test } from "vitest";

import { findFacets } from "../../../src/rulebook/facets/find.ts";
import type { Facet } from "../../../src/schema/facet.ts";
import { facet, item, pageOf, playbook, sceneWith } from "../playbook/fixture.ts";

const shownIn = (text: string, rest: Partial<Facet> = {}, kinds: string[] = []) =>
  findFacets([facet(rest)], pageOf(text), kinds).flatMap(({ evidence }) =>
    evidence.map((sentence) => sentence.text),
  );

test("a facet is shown by one sentence that has a word of each group", () => {
  expect(shownIn("They get a mail. The book is there.")).toEqual(["They get a mail."]);
  expect(shownIn("The mail is slow. They get a book.")).toEqual([]);
});

test("it is not shown by words that speak of something else beside them", () => {
  const rest = { except: ["server"] };
  expect(shownIn("They get a mail server. We send a letter.", rest)).toEqual(["We send a letter."]);
});

test("what is so today, later or out of scope shows nothing", () => {
  expect(shownIn("Today they get a letter.")).toEqual([]);
  expect(shownIn("## Later\n\nThey get a mail.")).toEqual([]);
  expect(shownIn("## Out of scope\n\nThey get a mail.")).toEqual([]);
});

test("a facet of which a known kind speaks is left to it", () => {
  expect(shownIn("They get a mail.", { covered: ["hold"] }, ["hold"])).toEqual([]);
  expect(shownIn("They get a mail.", { covered: ["loan"] }, ["hold"])).toHaveLength(1);
});

test("the conditions of its items are met where it is shown, right beside it, or in the title", () => {
  const wordy = facet({
    items: [
      item("mail-pin", { when: [["pin"]], title: "Keep the pin out" }),
      item("mail-fee", { when: [["fee"]], title: "Name the fee" }),
      item("mail-title", { when: [["library"]], title: "Greet them" }),
    ],
  });
  const text =
    "The library. They get a mail. They get a letter. They get mails. It holds a pin. It is short. There is a fee.";
  const [{ near } = {}] = sceneWith(text, [], [wordy]).facets;
  expect([...(near ?? [])].map((sentence) => sentence.text)).toEqual([
    "The library.",
    "They get a mail.",
    "They get a letter.",
    "They get mails.",
    "It holds a pin.",
  ]);
});

const MAILS = "They get a mail. They get a letter. They get mails.";

test("what is spoken of once in a long text is no trait of what is built", () => {
  const rest = "They lend a book. ".repeat(9);
  expect(sceneWith(`They get a mail. ${rest}`, [], [facet()]).facets).toEqual([]);
  expect(sceneWith(`${MAILS} ${rest}`, [], [facet()]).facets).toHaveLength(1);
  expect(sceneWith("They get a mail. They lend a book.", [], [facet()]).facets).toHaveLength(1);
});

test("a kind that speaks of a facet keeps it out of the scene", () => {
  const text = `Members put a hold on a book at the branch. ${MAILS}`;
  expect(sceneWith(text, [playbook()], [facet()]).facets).toHaveLength(1);
  expect(sceneWith(text, [playbook()], [facet({ covered: ["hold"] })]).facets).toEqual([]);
});

test("a kind in whose texts the words of a facet mean something else keeps it out as well", () => {
  const text = `Members put a hold on a book at the branch. ${MAILS}`;
  expect(sceneWith(text, [playbook({ mutes: ["mail"] })], [facet()]).facets).toEqual([]);
});

test("where the genre of a long text is known its own conditions say what facets would", () => {
  const text = `Members put a hold on a book at the branch. ${MAILS}`;
  const facetsOf = (lent: number) =>
    sceneWith(text + " They lend a book.".repeat(lent), [playbook({ genre: true })], [facet()])
      .facets;
  expect(facetsOf(6)).toEqual([]);
  expect(facetsOf(5)).toHaveLength(1);
});
