import { expect, test } from "vitest";

import { documentLines } from "../../src/core/document-lines.ts";
import { readCriteria, readRequirements, readTasks } from "../../src/core/ticket-statements.ts";

test("front matter, comments and code are not read, and lines keep their numbers", () => {
  const text = "---\na: b\n---\none\n<!-- x\ny --> two\n```js\ncode\n~~~\n```\nthree\n````\n```\n";
  const seen = documentLines(text).filter((line) => line.text !== "");
  expect(seen).toEqual([
    { line: 4, text: "one" },
    { line: 6, text: " two" },
    { line: 11, text: "three" },
  ]);
  expect(documentLines(text.replaceAll("\n", "\r\n"))).toEqual(documentLines(text));
});

test("requirements are rows that begin with an id and say something", () => {
  const document = [
    "| Id | Requirement | Level | From |",
    "| FR-1 | opens a \\| return | P0 | ann |",
    "| FR-2 | [[fill: the system …]] | P0 | ann |",
    "| BR-1 | 30 days | P0 | ann |",
    "| NFR-1 | Security | no leak | P0 | ann |",
    "| NFR-2 | Security | [[fill: what]] | P0 | ann |",
    "| NFR-3 | Security |",
    "| IR-1 |",
    "| X-1 | other | P0 | ann |",
    "FR-9 | no row",
    "<!-- | FR-8 | gone | P0 | ann | -->",
  ].join("\n");
  expect(readRequirements(document)).toEqual([
    { id: "FR-1", text: "opens a \\| return", line: 2 },
    { id: "BR-1", text: "30 days", line: 4 },
    { id: "NFR-1", text: "no leak", line: 5 },
  ]);
});

test("criteria say what they prove and whether they are checked", () => {
  const document = [
    "- [ ] **AC-1** (FR-1, NFR-2): given a, then b",
    "- [x] **AC-2** (FR-1): done",
    "* [X] **AC-3**: alone",
    "- [ ] **AC-4** (FR-1): [[fill: given …]]",
    "- **AC-5** (FR-1): no box",
  ].join("\n");
  expect(readCriteria(document)).toEqual([
    {
      id: "AC-1",
      text: "given a, then b",
      line: 1,
      isChecked: false,
      requirements: ["FR-1", "NFR-2"],
    },
    { id: "AC-2", text: "done", line: 2, isChecked: true, requirements: ["FR-1"] },
    { id: "AC-3", text: "alone", line: 3, isChecked: true, requirements: [] },
  ]);
});

test("a task has what its section names, up to the next heading", () => {
  const document = [
    "# Plan",
    "AC-7",
    "### T-1: Build it for FR-1",
    "- **Value:** meets FR-2, and FR-1 again",
    "#### T-2",
    "nothing",
    "## Risks",
    "FR-3",
    "### T-3: [[fill: what is done]]",
    "### T-4: Test",
    "- **Done when:** AC-1",
  ].join("\n");
  expect(readTasks(document)).toEqual([
    { id: "T-1", text: "Build it for FR-1", line: 3, requirements: ["FR-1", "FR-2"] },
    { id: "T-2", text: "", line: 5, requirements: [] },
    { id: "T-4", text: "Test", line: 10, requirements: ["AC-1"] },
  ]);
});
