import { expect, test } from "vitest";

import { sectionOf } from "../../src/core/document-section.ts";

const DOCUMENT =
  "---\na: b\n---\n# T\n\nTop\n\n## About\n\n<!-- say -->\nOne\n\ntwo\n### Part\nx\n## End\nz\n";

test.each([
  ["About", "One\n\ntwo"],
  ["Part", "x"],
  ["End", "z"],
  ["T", "Top"],
  ["None", ""],
])("below %s stands %j", (title, text) => {
  expect(sectionOf(DOCUMENT, title)).toBe(text);
});
