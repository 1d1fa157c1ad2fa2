import { expect, test } from "vitest";

import { lintFacets } from "../../../src/rulebook/facets/lint.ts";
import type { Facet } from "../../../src/schema/facet.ts";
import { facet, item, playbook } from "../playbook/fixture.ts";

const lint = (...rest: Partial<Facet>[]) =>
  lintFacets(
    rest.map((each) => facet(each)),
    [playbook()],
    new Set(),
  );

test("a facet that keeps the rules has no faults", () => {
  expect(lint({})).toEqual([]);
});

test.each<[string, Partial<Facet>, string]>([
  ["an unknown kind", { covered: ["loan"] }, "mail: is covered by loan, which is no playbook"],
  [
    "a hit that does not show it",
    { hit: ["They get a mail.", "They get a book."] },
    'mail: is not shown in its hit "They get a book.…"',
  ],
  [
    "a miss that shows it",
    { miss: ["We send a mail."] },
    'mail: is shown in its miss "We send a mail.…"',
  ],
  ["a foreign id", { items: [item("letter-a")] }, "letter-a: its id must begin with mail-"],
  [
    "a title of a playbook",
    { items: [item("mail-a", { title: "Settle hold queue" })] },
    '"Settle hold queue": two items have this title',
  ],
])("%s is a fault", (_what, rest, fault) => {
  expect(lint(rest)).toEqual([fault]);
});

test("a kind that mutes what is no facet is a fault", () => {
  expect(lintFacets([facet()], [playbook({ mutes: ["mail", "post"] })], new Set())).toEqual([
    "hold: mutes post, no facet",
  ]);
});

test("an id that a playbook or another facet has is a fault", () => {
  const other = [item("hold-a", { title: "Something else" })];
  expect(lint({ id: "hold", items: other })).toEqual(["facet hold: its id is used twice"]);
});
