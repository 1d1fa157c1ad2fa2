import { expect, test } from "vitest";

import { blockQuote, code, heading, inline } from "../../src/reports/markdown-text.ts";

test.each([
  ["a | b", "a \\| b"],
  ["a \\| b", "a \\\\\\| b"],
  ["<b>", "&lt;b>"],
  ["R&D &lt;", "R&D &amp;lt;"],
  ["snake_case and _this_", "snake_case and \\_this\\_"],
  ["# title", "\\# title"],
  ["C# and issue #1", "C# and issue \\#1"],
  ["- item", "\\- item"],
  ["1. item", "1\\. item"],
  ["1.5 days", "1.5 days"],
  ["/close", "\\/close"],
  ["ask @team, or a@b.example", "ask @&#8203;team, or a@b.example"],
  ["see https://a.example/x_y or www.a.example", "see https:\\//a.example/x_y or www\\.a.example"],
  ["[x](javascript:y)", "\\[x\\](javascript:y)"],
])("%j is written as %j", (text, markdown) => {
  expect(inline(text)).toBe(markdown);
});

test("a quoted description keeps its lines and its paragraphs", () => {
  expect(blockQuote("\n one\r\ntwo\n\n\n\n- three\n")).toBe("> one  \n> two\n>\n> \\- three");
});

test("an id is code when it is a plain word, and text otherwise", () => {
  expect(code("se-legal-basis")).toBe("`se-legal-basis`");
  expect(code("a`b")).toBe("a\\`b");
});

test("a heading of which nothing can be shown still has words", () => {
  expect(heading(2, "\u0000")).toBe("## Untitled");
});
