import { assert, property, string } from "fast-check";
import { expect, test } from "vitest";

import { changedLines } from "../../src/core/changed-lines.ts";

test.each([
  ["", "", 0, 0],
  ["", "a\n", 1, 0],
  ["a\nb\n", "a\nc\nd\n", 2, 1],
  ["a\nb", "b\na\n", 0, 0],
])("from %j to %j come %i lines and go %i", (before, after, added, removed) => {
  expect(changedLines(before, after)).toEqual({ added, removed });
});

test("the way back adds what the way there removed", () => {
  assert(
    property(string(), string(), (before, after) => {
      const there = changedLines(before, after);
      const back = changedLines(after, before);
      expect(back).toEqual({ added: there.removed, removed: there.added });
    }),
  );
});
