import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { setUpFile } from "../../src/core/setup-file.ts";
import { parseFolderPath, parsePlanningRoot } from "../../src/core/setup-path.ts";

const path = "a.md";

describe("a file that is set up", () => {
  test.each([
    ["is new", undefined, undefined, "new\n", "created", "new\n"],
    ["is as it should be", "a\n", "a\n", "a\n", "unchanged", undefined],
    ["is so in other line endings", "a\n", "a\r\n", "a\n", "unchanged", undefined],
    ["was edited, and nothing is new", "a\n", "mine\n", "a\n", "unchanged", undefined],
    ["was not edited", "a\n", "a\r\n", "b\n", "updated", "b\r\n"],
    ["was edited elsewhere", "a\nb\n", "a\nmine\nb\n", "c\nb\n", "merged", "c\nmine\nb\n"],
    ["was edited at the same place", "a\n", "mine\n", "b\n", "kept", undefined],
    ["was there before", undefined, "theirs\n", "a\n", "kept", undefined],
    ["was removed", "a\n", undefined, "b\n", "left-out", undefined],
  ] as const)("that %s", (_what, base, own, fresh, what, text) => {
    expect(setUpFile({ path, base, own, fresh })).toMatchObject({ path, what, text });
  });

  test("shows what changed, or what is new and was not taken", () => {
    const merged = setUpFile({ path, base: "a\nb\n", own: "a\nmine\nb\n", fresh: "c\nb\n" });
    expect(merged.diff).toBe("--- a.md\n+++ a.md\n@@ -1,3 +1,3 @@\n-a\n+c\n mine\n b\n");
    const kept = setUpFile({ path, base: "a\n", own: "mine\n", fresh: "b\n" });
    expect(kept.diff).toContain("\n-a\n+b\n");
  });

  test("never loses a line of people, whatever is new", () => {
    const line = fc.constantFrom("a", "b", "c", "");
    const text = fc.array(line, { minLength: 1, maxLength: 8 }).map((all) => all.join("\n"));
    fc.assert(
      fc.property(text, text, text, fc.nat(), (base, before, fresh, at) => {
        const lines = before.split("\n");
        const own = lines.toSpliced(at % (lines.length + 1), 0, "mine").join("\n");
        const step = setUpFile({ path, base, own, fresh });
        expect((step.text ?? own).split("\n")).toContain("mine");
      }),
    );
  });
});

test.each([
  [".ai", [".ai"]],
  ["persona-framework/.ai/", ["persona-framework", ".ai"]],
  ["mein Projekt ü/.ai", ["mein Projekt ü", ".ai"]],
])("%j is a place for planning", (root, names) => {
  expect(parsePlanningRoot(root)).toEqual(names);
});

test.each(["", "/", "/tmp/.ai", "../.ai", "a/../.ai", "planning", "a/b/.ai", "C:/.ai", "nul/.ai"])(
  "%j is no place for planning",
  (root) => {
    expect(() => parsePlanningRoot(root)).toThrow(/^--root does not take/);
  },
);

test.each(["", "..", "a//b", "a\\b", "aux", "app.", "a\nb", "a/con.js/b", "/abs"])(
  "%j is no folder that every system allows",
  (app) => {
    expect(() => parseFolderPath("--app", app)).toThrow(/^--app does not take/);
  },
);
