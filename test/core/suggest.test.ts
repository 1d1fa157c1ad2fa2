import * as fc from "fast-check";
import { expect, test } from "vitest";

import { didYouMean, editDistance, suggest } from "../../src/core/suggest.ts";

const PERSONAS = ["product-owner", "architect", "security-specialist", "performance-specialist"];

test.each([
  ["architct", "architect"],
  ["ARCHITECT", "architect"],
  ["arhcitect", "architect"],
  ["security", "security-specialist"],
  ["perfromance-specialist", "performance-specialist"],
])("%s stands for %s", (wrong, meant) => {
  expect(suggest(wrong, PERSONAS)).toBe(meant);
});

test.each(["tester", "ar", "specialist", ""])("nothing is suggested for %j", (wrong) => {
  expect(suggest(wrong, PERSONAS)).toBeUndefined();
});

test("a beginning that several words share suggests none of them for its beginning", () => {
  expect(suggest("team", ["teamSize", "teamExperience"])).toBeUndefined();
});

test("the nearest of several near words is suggested", () => {
  expect(suggest("timeot", ["tiemout", "timeout"])).toBe("timeout");
});

test("of words that are equally near the first is suggested", () => {
  expect(suggest("abc", ["abd", "abe"])).toBe("abd");
});

test("a third of the letters may differ, and no more", () => {
  expect(suggest("abcdef", ["abcdxy"])).toBe("abcdxy");
  expect(suggest("abcdef", ["abcxyz"])).toBeUndefined();
});

test("a suggestion is a question, and there is none where nothing is near", () => {
  expect(didYouMean("architct", PERSONAS)).toBe('Did you mean "architect"?');
  expect(didYouMean("tester", PERSONAS)).toBeUndefined();
});

test.each([
  ["", "", 0],
  ["", "abc", 3],
  ["kitten", "sitting", 3],
  ["ab", "ba", 1],
  ["ca", "abc", 3],
  ["timeuot", "timeout", 1],
])("from %j to %j it is %i steps", (from, to, steps) => {
  expect(editDistance(from, to)).toBe(steps);
});

const word = fc.string({ maxLength: 12 });

test("distance is the same in both directions, and nothing only for equal words", () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});

test("one neighbouring swap is one step", () => {
  fc.assert(
    fc.property(word, fc.nat(), (text, seed) => {
      fc.pre(text.length >= 2);
      const at = seed % (text.length - 1);
      const swapped =
        text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
      expect(editDistance(text, swapped)).toBe(swapped === text ? 0 : 1);
    }),
  );
});
