import * as fc from "fast-check";
import { expect, test } from "vitest";

import {
  articleOf,
  chooseWords,
  fillWords,
  pluralOf,
  unknownSlots,
} from "../../../src/rulebook/playbook/wording.ts";
import { pageOf, playbook } from "./fixture.ts";

const fill = (text: string, description: string) =>
  fillWords(text, chooseWords(playbook(), pageOf(description)));

test("a slot shows the word that the description uses, else the usual one", () => {
  expect(fill("Ask {a reader} first", "A student waits.")).toBe("Ask a student first");
  expect(fill("Ask {a reader} first", "Somebody waits.")).toBe("Ask a reader first");
  expect(fill("Ask {a reader} first", "Membership ends.")).toBe("Ask a reader first");
});

test("a slot can be plural, and begin a sentence", () => {
  expect(fill("{Readers} wait; {readers} borrow", "Members wait.")).toBe(
    "Members wait; members borrow",
  );
  expect(fill("{A reader} waits", "Members wait.")).toBe("A member waits");
  expect(fill("Ask an {reader}", "Members wait.")).toBe("Ask a member");
});

test("what is no slot is left as it is, and found by the lint", () => {
  expect(fill("{nobody} waits", "x")).toBe("{nobody} waits");
  expect(unknownSlots("{a reader} and {readers} and {nobody} {", playbook().slots)).toEqual([
    "{nobody}",
    "{",
  ]);
});

test.each([
  ["member", "members"],
  ["library card", "library cards"],
  ["branch", "branches"],
  ["policy", "policies"],
  ["survey", "surveys"],
  ["bus", "buses"],
  ["person", "people"],
  ["member of staff", "member of staff"],
])("several of %s are %s", (singular, plural) => {
  expect(pluralOf(singular)).toBe(plural);
});

test.each([
  ["member", "a"],
  ["employee", "an"],
  ["hour", "an"],
  ["user", "a"],
  ["university", "a"],
  ["uninsured person", "an"],
  ["one-time code", "a"],
  ["API key", "an"],
  ["URL", "a"],
  ["SSO sign-in", "an"],
])("it is %s: %s", (phrase, article) => {
  expect(articleOf(phrase)).toBe(article);
});

test("filling is total and leaves no slot of the playbook", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom("{reader}", "{readers}", "{a reader}"),
      (text, slot) => {
        expect(fill(`${text} ${slot}`, "Members")).toMatch(/members?$/);
      },
    ),
  );
});
