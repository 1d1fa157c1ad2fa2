import { expect, test } from "vitest";

import { namesWord } from "../../src/core/names-word.ts";

test.each([
  ["AEC-456", true],
  ["(AEC-456): x", true],
  ["Merge branch 'feature/AEC-456' into main", true],
  ["x\n\nRefs: AEC-456.", true],
  ["AEC-4567", false],
  ["XAEC-456", false],
  ["AEC-456-B", false],
  ["B-AEC-456", false],
  ["ÜAEC-456", false],
  ["aec-456", false],
  ["AEC.456", false],
])("%j: %s", (text, expected) => {
  expect(namesWord(text, "AEC-456")).toBe(expected);
});
