import { expect, test } from "vitest";

import { scopeSentences } from "../../../src/rulebook/playbook/scope.ts";
import { splitSentences } from "../../../src/rulebook/sentences.ts";

const scopes = (text: string) =>
  scopeSentences(splitSentences(text)).map(({ text: sentence, scope, leading }) => [
    sentence,
    leading ? `${scope}, leading` : scope,
  ]);

test("the title and the two sentences after it lead", () => {
  expect(scopes("# Holds\n\nMembers place holds. They wait. They borrow.")).toEqual([
    ["# Holds", "wanted, leading"],
    ["Members place holds.", "wanted, leading"],
    ["They wait.", "wanted, leading"],
    ["They borrow.", "wanted"],
  ]);
});

test.each([
  ["## Out of scope", "excluded"],
  ["**Non-goals**", "excluded"],
  ["## Background", "background"],
  ["## Alternatives considered", "background"],
  ["Motivation", "background"],
  ["## Future work", "later"],
  ["### Proposal", "wanted"],
  ["Rules:", "wanted"],
])("below %j a sentence is %s", (heading, scope) => {
  const [, , , , last] = scopes(`A title\n\nOne. Two.\n\n${heading}\n\nFilms have holds.`);
  expect(last?.[1]).toBe(scope);
});

test.each([
  ["Payment of fees is out of scope.", "excluded"],
  ["Films can be added later.", "later"],
  ["In a later phase films follow.", "later"],
  ["Holds lapse later the same day.", "wanted, leading"],
])("%j is %s by itself", (text, scope) => {
  expect(scopes(text)[0]?.[1]).toBe(scope);
});

test("a title that begins like the heading of a section opens none", () => {
  expect(scopes("# Context propagation in batch jobs\n\nJobs hand it on.")).toEqual([
    ["# Context propagation in batch jobs", "wanted, leading"],
    ["Jobs hand it on.", "wanted, leading"],
  ]);
  expect(scopes("# Background\n\nJobs lose it.")).toEqual([
    ["# Background", "background"],
    ["Jobs lose it.", "background"],
  ]);
});

test("a new heading ends the section before it", () => {
  const found = scopes("## Background\n\nToday they phone.\n\n## Solution\n\nThey place holds.");
  expect(found.map(([, scope]) => scope)).toEqual([
    "background",
    "background",
    "wanted, leading",
    "wanted, leading",
  ]);
});
