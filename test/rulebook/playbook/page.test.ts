import * as fc from "fast-check";
import { expect, test } from "vitest";

import { parseTerm } from "../../../src/rulebook/playbook/terms.ts";
import { tokenize } from "../../../src/rulebook/playbook/tokens.ts";
import { pageOf } from "./fixture.ts";

const finds = (text: string, ...terms: string[]) => pageOf(text).find(terms).length;

test.each([
  ["requests temporary access", "request access", 1],
  ["access is requested", "request access", 0],
  ["cancel their current monthly subscription", "cancel subscription", 0],
  ["cancelled the monthly subscription", "cancel subscription", 1],
  ["cancel. Subscription stays", "cancel subscription", 0],
  ["a passkeyless world of passkeys", "passkey*", 2],
  ["enter the PIN or pin it", "=PIN", 1],
  ["enter the PIN code", "=PIN code", 1],
  ["enter the pin code", "=PIN code", 0],
  ["the code, not the pin but the PIN", "code =PIN", 0],
  ["the code, a PIN", "code =PIN", 1],
  ["a Custom field of customers", "+custom", 1],
  ["fields of customers", "+custom", 0],
  ["a field, custom made", "field +custom", 1],
  ["a field of customers", "field +custom", 0],
  ["the member's card", "member card", 1],
  ["self-service portal", "self-service", 1],
  ["prorated refund", "refund prorat*", 0],
  ["a refund, prorated", "refund prorat*", 1],
])("%j and the term %j meet %i times", (text, term, times) => {
  expect(finds(text, term)).toBe(times);
});

test("every place of every term is found, in the order of the terms", () => {
  const page = pageOf("A hold lapses. Another hold is placed.");
  const places = page.find(["placed", "hold"]).map(({ sentence, from }) => [sentence.start, from]);
  expect(places).toEqual([
    [15, 3],
    [0, 1],
    [15, 1],
  ]);
});

test("what is excluded is not part of the page", () => {
  const text = "Holds on books.\n\n## Out of scope\n\nHolds on films.";
  expect(finds(text, "hold")).toBe(1);
});

test("a term is taken apart once, and an empty one finds nothing", () => {
  expect(parseTerm("request access")).toBe(parseTerm("request access"));
  expect(finds("anything", " ")).toBe(0);
});

test("a term without a letter is compared as it stands", () => {
  expect(parseTerm("#")).toEqual([{ kind: "stem", value: "#" }]);
});

test("tokens are exact substrings, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      for (const { text: word, start } of tokenize(text)) {
        expect(text.slice(start, start + word.length)).toBe(word);
      }
    }),
  );
});

test("a text of ever new words is read like any other", () => {
  const words = Array.from({ length: 50_001 }, (_, at) => `word${at}s`);
  expect(tokenize(words.join(" ")).at(-1)).toMatchObject({
    lower: "word50000s",
    stem: "word50000",
  });
});

test("a sentence finds its own words in their order", () => {
  const words = fc.array(fc.constantFrom("hold", "book", "shelf", "member", "branch"), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(words, (chosen) => {
      expect(finds(`We ${chosen.join(" ")} today.`, chosen.join(" "))).toBeGreaterThan(0);
    }),
  );
});

test("an exact word that stands nowhere is not found", () => {
  expect(finds("enter the code", "=PIN")).toBe(0);
});

test("the beginning of a word is found in all words that begin so, and in no others", () => {
  expect(finds("A member makes a membership card.", "member*")).toBe(2);
  expect(finds("A member makes a membership card.", "zebra*")).toBe(0);
});
