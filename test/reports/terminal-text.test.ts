import { expect, test } from "vitest";

import { oneLine } from "../../src/reports/terminal-text.ts";

const ESC = "\u001B";

test.each([
  ["colour", `${ESC}[31mred${ESC}[0m`, "red"],
  ["a cursor movement", `a${ESC}[2J${ESC}[1;1Hb`, "ab"],
  ["a window title", `a${ESC}]0;owned\u0007b`, "ab"],
  ["a hyperlink", `${ESC}]8;;http://x.example${ESC}\\text${ESC}]8;;${ESC}\\`, "text"],
  ["the clipboard", `${ESC}]52;c;ZXZpbA==\u0007ok`, "ok"],
  ["an eight-bit sequence", "\u009B31mred", "red"],
  ["an unfinished sequence", `a${ESC}`, "a"],
  ["a backspace", "abc\b\b\bxyz", "abcxyz"],
  ["a direction override", "\u202Eabc\u202C", "abc"],
  ["an invisible space", "a\u200Bb\u2060c", "abc"],
  ["half a character", "a\uD83D", "a\uFFFD"],
  ["lines and tabs", "  a\r\n\tb\u2028c  ", "a b c"],
])("%s cannot reach the terminal", (_what, text, safe) => {
  expect(oneLine(text)).toBe(safe);
});

test("ordinary text of any script is left as it is", () => {
  for (const text of ["A plain sentence.", "Größe", "日本語", "\u{1F469}\u200D\u{1F4BB}", "a  b"]) {
    expect(oneLine(text)).toBe(text.replace("  ", " "));
  }
});
