import { resolve } from "node:path";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { readKnowledge } from "../../scripts/read-knowledge.ts";
import { compilePattern } from "../../src/rulebook/compile-pattern.ts";
import { fillMacros } from "../../src/rulebook/compile.ts";
import {
  findSpans,
  narrow,
  overlapWith,
  searchable,
  sourceOf,
} from "../../src/rulebook/matching.ts";
import { parsePattern, printPattern } from "../../src/rulebook/pattern-syntax.ts";
import { WORKED_EXAMPLES } from "../fixtures/worked-examples.ts";

const { signals, quantities, macros } = readKnowledge(
  resolve(import.meta.dirname, "../.."),
).signals;
const patterns = [...signals, ...quantities].flatMap((entry) => entry.patterns);
const sources = patterns.map((pattern) => fillMacros(pattern, macros));
const texts = [
  ...WORKED_EXAMPLES.map(({ description }) => description),
  ...signals.flatMap(({ hit, miss }) => hit.concat(miss)),
  ...quantities.map(({ hit }) => hit.text),
].map((text) => searchable(text).lower);

const matches = (expression: RegExp | undefined, text: string) =>
  expression
    ? Array.from(text.matchAll(expression), (match) => ({ at: match.index, groups: [...match] }))
    : [];

test("leaving out alternatives whose words do not occur changes no match", () => {
  const everything = texts.join("\n");
  for (const source of sources) {
    const whole = new RegExp(source, "g");
    const compiled = compilePattern(source);
    for (const text of [everything, ...texts.slice(0, 40)]) {
      expect({ source, found: matches(narrow(compiled, text), text) }).toEqual({
        source,
        found: matches(whole, text),
      });
    }
  }
});

test("that holds for texts made of pieces of the patterns, too", () => {
  const words = sources.flatMap((source) => {
    const { choices } = compilePattern(source);
    return choices.map((choice) => sourceOf(choice).replace(/[^a-z0-9]+/g, " "));
  });
  const text = fc.array(fc.constantFrom(...words, "7", "1,200", "no", "."), { maxLength: 60 });
  fc.assert(
    fc.property(text, fc.constantFrom(...sources), (parts, source) => {
      const joined = parts.join(" ");
      expect(matches(narrow(compilePattern(source), joined), joined)).toEqual(
        matches(new RegExp(source, "g"), joined),
      );
    }),
  );
});

test("a pattern whose words do not occur is not compiled at all", () => {
  expect(narrow(compilePattern(String.raw`\b(?:clinics?|patients?)\b`), "a shop")).toBeUndefined();
  const some = narrow(compilePattern(String.raw`\b(?:clinics?|patients?)\b`), "a clinic");
  expect(some?.source).toBe(String.raw`\b(?:clinics?)\b`);
});

test.each([
  ["", [{ source: "", words: [] }]],
  ["ab", ["ab"]],
  ["ab|cd", ["ab", "cd"]],
  [String.raw`\bab\b`, [{ source: String.raw`\bab\b`, words: ["ab"] }]],
  [
    "(?:ab|cd)e",
    [
      { source: "ab", words: ["abe"] },
      { source: "cd", words: ["cde"] },
    ],
  ],
  ["abc?", [{ source: "abc?", words: ["ab"] }]],
  ["x(?:ab|cd)+", [{ source: "x(?:ab|cd){1,31}", words: ["ab", "cd"] }]],
  ["(?:ab)?", [{ source: "(?:ab)?", words: [] }]],
  ["(ab|c)", [{ source: "(ab|c)", words: [] }]],
  ["(?:ab|[c])", ["ab", { source: "[c]", words: [] }]],
  ["(?=abc)d.", [{ source: "(?=abc)d.", words: [] }]],
  ["(?<=on )web(?! app)", [{ source: "(?<=on )web(?! app)", words: ["web"] }]],
])("the words that %s needs are found", (source, choices) => {
  expect(compilePattern(source).choices).toEqual(choices);
});

test.each([
  ["a+", "a{1,31}"],
  ["a*?", "a{0,30}?"],
  ["a{2,}", "a{2,32}"],
  ["a{3}", "a{3}"],
  ["(?:a+ )*", "(?:a{1,31} ){0,30}"],
  ["a??", "a??"],
])("the repetition in %s is bounded", (source, bounded) => {
  const { before, choices, after } = compilePattern(source);
  expect(`${before}${choices.map(sourceOf).join("|")}${after}`).toBe(bounded);
});

test("what is parsed and printed again is the same pattern", () => {
  for (const source of [...sources, String.raw`a\.b\\|[\]x-z]{2,3}?(?<!\d)\bé$^`]) {
    const printed = printPattern(parsePattern(source));
    // The shorthands of one spelling print as the other.
    expect(printPattern(parsePattern(printed))).toBe(printed);
    expect(matches(new RegExp(printed, "g"), texts.join("\n"))).toEqual(
      matches(new RegExp(source, "g"), texts.join("\n")),
    );
  }
});

test.each(["(", "a{1", String.raw`\p{L}x`, "(?<name>a)"])("%s is refused", (source) => {
  expect(() => parsePattern(source)).toThrow(SyntaxError);
});

const quotes = (source: string, text: string) =>
  findSpans([compilePattern(source)], text).map(({ start, end }) => text.slice(start, end));

test.each([
  ["a stem takes in the rest of its word", "moderat", "content moderation", ["moderation"]],
  ["a piece of a word with umlauts is no match", String.raw`\bpr`, "Überprüfung prüfen", []],
  ["neither is one that ends within such a word", String.raw`\bpr\b`, "ein prüfer", []],
  ["nor one that begins within a word", "ort", "import sort", []],
  ["nor the end of a version number", String.raw`\d users`, "3.1 users, 4 users", ["4 users"]],
  ["an endless word is none", "ab", `ab${"c".repeat(100)}`, []],
])("%s", (_name, source, text, found) => {
  expect(quotes(source, text)).toEqual(found);
});

test("a line that an editor wrapped reads on, a line of its own does not", () => {
  const line = "x".repeat(55);
  const wrapped = `${line}\nand on\r\nshort\n- item`;
  expect(searchable(wrapped).plain).toBe(`${line} and on\r\nshort\n- item`);
  expect(searchable(`${line}\n- item\n${line}\n1. one`).plain).toContain("\n- item");
  expect(searchable(`${line}\n1. one`).plain).toContain("\n1. one");
});

test("offsets stay the same whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const { plain, lower } = searchable(`${text}\u0130`);
      expect([plain.length, lower.length]).toEqual([text.length + 1, text.length + 1]);
    }),
  );
});

test("overlaps are told as a plain search tells them", () => {
  const range = fc
    .tuple(fc.nat(30), fc.integer({ min: 1, max: 8 }))
    .map(([start, length]) => ({ start, end: start + length }));
  fc.assert(
    fc.property(fc.array(range), range, (ranges, span) => {
      const plainly = ranges.some(({ start, end }) => start < span.end && span.start < end);
      expect(overlapWith(ranges)(span)).toBe(plainly);
    }),
  );
});
