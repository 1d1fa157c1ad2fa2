import { expect, test } from "vitest";

import { openBearing } from "../../../src/rulebook/playbook/bearing.ts";
import { meets } from "../../../src/rulebook/playbook/items.ts";
import {
  readyEstimation,
  readyFacet,
  readyPlaybook,
  readyPresuppositions,
  tellingStems,
} from "../../../src/rulebook/playbook/ready.ts";
import { parseTerm, readyTerm } from "../../../src/rulebook/playbook/terms.ts";
import { shipped } from "../../fakes/shipped-epic.ts";
import { facet, item, pageOf, playbook } from "./fixture.ts";

test.each(["renewing loans", "integrat*", "=PIN code", "+custom fields", "sign-in", "#"])(
  "the term %j means the same once its stems are found",
  (term) => {
    expect(parseTerm(readyTerm(term))).toEqual(parseTerm(term));
    expect(readyTerm(readyTerm(term))).toBe(readyTerm(term));
  },
);

const conditional = item("hold-mail", {
  when: [["mailing readers"], ["holds"]],
  unless: ["letters"],
});
const joined = item("hold-both", { together: [["mailing readers"], ["holds"]] });

test("a playbook says the same of a text as before, and names of one word stay as they are", () => {
  const book = playbook({ core: ["holds", "placing holds"], items: [conditional, joined] });
  const ready = readyPlaybook(book);
  expect(ready.core).toEqual(["holds", "~place ~hold"]);
  expect(ready.signs.map(({ weight }) => weight)).toEqual([2, 1]);
  const around = { shown: () => true };
  for (const text of ["Mail readers about holds.", "Mail readers letters about a hold.", "Mail."]) {
    const page = pageOf(text);
    const said = (items: typeof book.items) =>
      items.map((each) => meets(each, { ...around, page })?.length);
    expect(said(ready.items)).toEqual(said(book.items));
  }
});

test("what an item is about is found once, and bears on a text as before", () => {
  const [ready] = readyPlaybook(playbook({ items: [conditional] })).items;
  expect(ready?.telling).toEqual(tellingStems(conditional));
  const bearingOf = openBearing(pageOf("A test of the mail that tells of holds."));
  expect(ready && bearingOf(ready)).toEqual(bearingOf(conditional));
});

test("conflicts are made ready by the words that show them", () => {
  const { estimation } = shipped;
  const [conflict] = estimation.conflicts;
  const shown: [string[], string[]] = [["caching"], ["erasing data"]];
  const pair = { ...conflict!, shown };
  const { shown: _shown, ...plain } = pair;
  expect(readyEstimation({ ...estimation, conflicts: [pair, plain] }).conflicts).toEqual([
    { ...pair, shown: [["~cach"], ["~eras ~data"]] },
    plain,
  ]);
});

test("facets and presuppositions are made ready too", () => {
  const { shown, except } = readyFacet(
    facet({ shown: [["lending books"]], except: ["lending libraries"] }),
  );
  expect([shown, except]).toEqual([[["~lend ~book"]], ["~lend ~librari"]]);
  const { payment } = shipped.presuppositions;
  const ready = readyPresuppositions({
    ...shipped.presuppositions,
    payment: { ...payment, terms: ["paying"] },
  });
  expect(ready.payment).toEqual({ ...payment, terms: ["~pai"] });
});
