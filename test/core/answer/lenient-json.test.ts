import * as fc from "fast-check";
import { expect, test } from "vitest";

import { parseLenientJson } from "../../../src/core/answer/lenient-json.ts";

const valueOf = (text: string) => {
  const result = parseLenientJson(text);
  if (result.kind === "fault") throw new Error(`fault at ${result.at}`);
  return result.value;
};

test("what JSON.parse takes comes out the same, whatever the layout", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, "\t"), (value, space) => {
      const text = JSON.stringify(value, undefined, space);
      expect(parseLenientJson(text)).toEqual({
        kind: "value",
        value: JSON.parse(text),
        end: text.length,
        cut: false,
      });
    }),
  );
});

test("no text makes it throw, run on, or look beyond its end", () => {
  const pieces = fc.constantFrom("{", "}", "[", "]", '"', "'", ",", ":", "\\", "\n", " ", "a", "1");
  const bits = fc.oneof(
    pieces,
    fc.constantFrom("/*", "//", "\\u12", "true", "-", "."),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(bits), fc.nat(40), (parts, start) => {
      const text = parts.join("");
      const result = parseLenientJson(text, start);
      const reached = result.kind === "fault" ? result.at : result.end;
      expect(reached).toBeGreaterThanOrEqual(start);
    }),
    { numRuns: 1000 },
  );
});

test("of a text that breaks off, what was complete is kept and nothing is made up", () => {
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), fc.string())), fc.nat(), (list, at) => {
      const text = JSON.stringify(list);
      const cut = text.slice(0, 1 + (at % text.length));
      const result = parseLenientJson(cut);
      expect(result).toMatchObject({ kind: "value", cut: cut.length < text.length });
      const [kept] = [valueOf(cut)];
      if (!Array.isArray(kept)) throw new Error("no list");
      for (const [index, entry] of kept.entries()) expect(list[index]).toMatchObject(entry);
    }),
  );
});

test.each([
  ["a trailing comma", '{"a": [1, 2,], "b": 3,}', { a: [1, 2], b: 3 }],
  ["a missing comma", '{"a": 1 "b": "x"\n"c": "y"}', { a: 1, b: "x", c: "y" }],
  ["comments", '{// why\n"a": /* so */ 1 // end\n}', { a: 1 }],
  ["a comment after a text", '["a" // first\n, "b" /* second */]', ["a", "b"]],
  ["bare keys and single quotes", "{title: 'It is', 'b': 'two'}", { title: "It is", b: "two" }],
  ["words of Python", "[True, False, None, NaN]", [true, false, null, null]],
  ["line breaks in a text", '{"a": "one\ntwo"}', { a: "one\ntwo" }],
  ["quotes in a text", '{"a": "the "fast" path", "b": 1}', { a: 'the "fast" path', b: 1 }],
  ["a quote before a comma", '["He said "yes", then left"]', ['He said "yes", then left']],
  ["escapes that JSON has and has not", String.raw`["\u00e9\n\q\/"]`, ["é\nq/"]],
  ["numbers that JSON has not", "[+1, .5, 2., 1e3, -0]", [1, 0.5, 2, 1000, -0]],
  ["a key of a prototype", '{"__proto__": {"a": 1}}', JSON.parse('{"__proto__": {"a": 1}}')],
])("takes %s", (_what, text, value) => {
  expect(valueOf(text)).toStrictEqual(value);
});

test.each([
  ['{"a": 1, "b": tr', { a: 1 }],
  ['{"a": 1, "b": 12', { a: 1 }],
  ['{"a": 1, "b', { a: 1 }],
  ['{"a": 1, "b"', { a: 1 }],
  ['{"a": 1, "b":', { a: 1 }],
  ['["a", "half of', ["a"]],
  ['["a", "half\\', ["a"]],
  ['{"a": [{"b": 1}, {"c": "d', { a: [{ b: 1 }, {}] }],
])("of %j the complete part is kept", (text, value) => {
  expect(parseLenientJson(text)).toMatchObject({ value, cut: true });
});

test.each([
  ["words", 0, 1],
  ["{ the thing }", 0, 6],
  ['{"a": 1 @ }', 0, 8],
  ["{1: 2}", 0, 1],
  ["see [1] or [x]", 11, 12],
  ["[1 - ]", 0, 3],
])("%j makes no sense from place %d on, as is seen at %d", (text, start, at) => {
  expect(parseLenientJson(text, start)).toEqual({ kind: "fault", at });
});

test("depth without end is a fault, not an overflow", () => {
  expect(parseLenientJson("[".repeat(100_000))).toMatchObject({ kind: "fault" });
});
