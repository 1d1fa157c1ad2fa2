import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parse as parseYaml } from "yaml";

import { FrontMatterFault, readFrontMatter } from "../../src/core/front-matter.ts";
import { quote } from "../../src/core/quote.ts";

function valueOf(yaml: string): unknown {
  return readFrontMatter(`---\nkey: ${yaml}\n---\n`, ["key"]).get("key")?.value;
}

function faultOf(text: string): string {
  try {
    readFrontMatter(text, ["key", "list", "other"]);
  } catch (error) {
    if (error instanceof FrontMatterFault) return `line ${error.line} ${error.message}`;
    throw error;
  }
  throw new Error("It was read");
}

test.each([
  ["plain words", "plain words"],
  ["plain # and a comment", "plain"],
  ["a#b", "a#b"],
  ["2024", "2024"],
  ["2026-11-20T14:00:00.000Z", "2026-11-20T14:00:00.000Z"],
  ['"say \\"hi\\": \\u00e9"', 'say "hi": é'],
  ['"quoted" # and a comment', "quoted"],
  ["'it''s'", "it's"],
  ["null", null],
  ["~", null],
  ["", null],
  ["# only a comment", null],
  ["[]", []],
  ['[a, "b, c", [d]]', ["a", "b, c", ["d"]]],
  ["{}", {}],
  ["{ at: 10:30, by: 'a, b', to: null, }", { at: "10:30", by: "a, b", to: null }],
])("%s is read as %j", (yaml, value) => {
  expect(valueOf(yaml)).toEqual(value);
});

test.each([
  ["a: b", "needs quotes around a: b"],
  ["&anchor a", "needs quotes around &anchor a"],
  ["| block", "needs quotes around | block"],
  ['"open', "has a quoted text that does not end"],
  ['"\\q"', "has a quoted text that does not end, or an escape in it that is not known"],
  ["'open", "has a quoted text that does not end"],
  ['"a" b', "has b after its value"],
  ["[a, b", "lacks a ]"],
  ["[a b}", "lacks a ]"],
  ["{ a: b", "lacks a }"],
  ["{ a }", "has { with something else than key: value"],
  ["[a #b]", "needs quotes around a #b"],
  ["{ a:b }", "has { with something else than key: value"],
])("%s is refused: %s", (yaml, problem) => {
  expect(faultOf(`---\nother: x\nkey: ${yaml}\n---\n`)).toContain(`line 3 ${problem}`);
});

test("a list may have a line per member, with comments and blank lines between", () => {
  const text = "---\r\n# about\r\nlist:\r\n  - a # one\r\n\r\n- { b: c }\r\nkey: x\r\n---\r\nBody";
  const frontMatter = readFrontMatter(text, ["list", "key"]);
  expect(frontMatter.get("list")).toEqual({ value: ["a", { b: "c" }], lines: [3, 4, 6] });
  expect(frontMatter.get("key")).toEqual({ value: "x", lines: [7] });
});

test("keys that are not asked for may hold any YAML", () => {
  const text = "---\ntheirs: &x\n  deep:\n    - |\n      text\nkey: y\n---\n";
  expect([...readFrontMatter(text, ["key"]).keys()]).toEqual(["key"]);
});

test("a byte order mark before the front matter does not matter", () => {
  expect(readFrontMatter("\uFEFF---\nkey: x\n---\n", ["key"]).get("key")?.value).toBe("x");
});

test.each([
  ["", "line 1 is not ---, which begins front matter"],
  ["# Title\n", "line 1 is not ---, which begins front matter"],
  ["---\nkey: x\n", "line 1 begins front matter, and no second --- ends it"],
  ["---\nkey: x\nkey: y\n---\n", "line 3 has key a second time"],
  ["---\nwhat is this\n---\n", "line 2 is not of the form key: value"],
  ["---\n  indented: x\n---\n", "line 2 is not of the form key: value"],
  ["---\nkey:x\n---\n", "line 2 is not of the form key: value"],
  ["---\n<<<<<<< HEAD\nkey: x\n---\n", "line 2 belongs to a merge conflict that is not resolved"],
  ["---\nkey: x\n=======\n---\n", "line 3 belongs to a merge conflict that is not resolved"],
  ["---\nkey: x\n  - y\n---\n", "line 3 does not belong below key"],
  ["---\nlist:\n  y\n---\n", "line 3 does not belong below list"],
  ["---\nlist:\n  - [y\n---\n", "line 3 lacks a ]"],
])("%j is refused: %s", (text, fault) => {
  expect(faultOf(text)).toBe(fault);
});

test("any text that is quoted is read back by us and by YAML", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(valueOf(quote(text))).toBe(text);
      expect(parseYaml(quote(text))).toBe(text);
      expect(parseYaml(`{ a: ${quote(text)} }`)).toEqual({ a: text });
    }),
  );
});

test("what is read as plain text, list or map is what YAML reads, but for numbers and booleans", () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9 #:'-]{0,8}$/);
  const flow = fc.oneof(
    word,
    fc.array(word, { maxLength: 3 }).map((words) => `[${words.join(", ")}]`),
    word.map((text) => `{ a: ${text} }`),
  );
  fc.assert(
    fc.property(flow, (yaml) => {
      let value: unknown;
      try {
        value = valueOf(yaml);
      } catch {
        return;
      }
      if (/\b(?:true|false)\b/.test(yaml)) return;
      expect(value).toEqual(parseYaml(yaml));
    }),
    { numRuns: 2000 },
  );
});
