import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { displayWidth, takeColumns } from "../../src/reports/display-width.ts";
import { oneLine } from "../../src/reports/terminal-text.ts";
import { clip, wrap, wrapAtMost } from "../../src/reports/wrap.ts";
import { anyText } from "./any-text.ts";

test.each([
  ["plain", 5],
  ["日本語", 6],
  ["e\u0301te\u0301", 3],
  ["\u{1F469}\u200D\u{1F4BB}", 2],
  ["\u2764\uFE0F", 2],
  ["\u{1F1E9}\u{1F1EA}", 2],
  ["\uFF21", 2],
  ["\uD55C\uAE00", 4],
  ["", 0],
])("the width of %j is %i columns", (text, columns) => {
  expect(displayWidth(text)).toBe(columns);
});

test("half a wide character is not taken", () => {
  expect(takeColumns("日本語", 3)).toBe("日");
});

describe("wrapping", () => {
  test("breaks between words", () => {
    expect(wrap("one two three four", 9)).toEqual(["one two", "three", "four"]);
  });

  test("cuts a word only when it is longer than a line", () => {
    expect(wrap("a 12345678901 b", 4)).toEqual(["a", "1234", "5678", "901", "b"]);
  });

  test("keeps every word, in order, within the width", () => {
    fc.assert(
      fc.property(anyText.map(oneLine), fc.integer({ min: 2, max: 40 }), (text, columns) => {
        const lines = wrap(text, columns);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });

  test("says with dots that there is more than the lines that are allowed", () => {
    expect(wrapAtMost("one two three four", 9, 2)).toEqual(["one two", "three..."]);
    expect(wrapAtMost("one two", 9, 2)).toEqual(["one two"]);
  });
});

test("a clipped text ends with its last whole word, or within a word that is very long", () => {
  expect(clip("the quick brown fox", 14)).toBe("the quick...");
  expect(clip("incomprehensibilities", 10)).toBe("incompr...");
  expect(clip("short", 10)).toBe("short");
  expect(clip("short", 3)).toBe("sho");
});

test("a text of 10,000 letters without a space is wrapped like any other", () => {
  expect(wrap("x".repeat(10_000), 80)).toHaveLength(125);
});

test("a character that is stacked wider than the line is cut into its parts", () => {
  const stacked = `\u0915${"\u093E".repeat(100)}`;
  for (const line of wrap(stacked, 10)) expect(displayWidth(line)).toBeLessThanOrEqual(10);
  expect(wrap(stacked, 10).join("")).toBe(stacked);
});
