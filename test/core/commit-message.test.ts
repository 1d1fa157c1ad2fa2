import { expect, test } from "vitest";

import { judgeCommitMessage } from "../../src/core/commit-message.ts";
import { branchOf, ticketOfBranch } from "../../src/core/ticket-branch.ts";

const KEYS = ["AEC-456", "AEC-457", "FEATURE-XYZ"];
const judge = (message: string, branchKey?: string) =>
  judgeCommitMessage({ message, branchKey, keys: KEYS });

test.each([
  ["feature/AEC-456", "AEC-456"],
  ["feature/AEC-456-open-returns", "AEC-456"],
  ["feature/FEATURE-XYZ", "FEATURE-XYZ"],
  ["feature/AEC-456x", undefined],
  ["feature/aec-456", undefined],
  ["fix/AEC-456", undefined],
  ["main", undefined],
])("the branch %s is for %s", (branch, key) => {
  expect(ticketOfBranch(branch)).toBe(key);
});

test("a ticket's own branch is for it", () => {
  expect(ticketOfBranch(branchOf("AEC-456"))).toBe("AEC-456");
});

test.each([
  ["AEC-456: open returns", "AEC-456"],
  ["Open returns\n\nRefs: AEC-456, AEC-457\n", "AEC-456"],
  ["Merge branch 'main'", "AEC-456"],
  ['Revert "Open"', "AEC-456"],
  ["fixup! Open", "AEC-456"],
  ["# only comments\n", "AEC-456"],
  ["Anything at all", undefined],
  ["UTF-8 and SHA-256 are no tickets", undefined],
  ["AEC-456: x\n# ------------------------ >8 ------------------------\nAEC-999", "AEC-456"],
])("%j passes on the branch of %s", (message, branchKey) => {
  expect(judge(message, branchKey)).toBeUndefined();
});

test("on the branch of a ticket, its key has to be there, in what Git keeps of the message", () => {
  for (const message of ["Open returns", "AEC-457: x", "Open\n# AEC-456\n", "AEC-4567 x"]) {
    expect(judge(message, "AEC-456")).toBeDefined();
  }
  expect(judge("Open returns", "AEC-456")).toEqual({
    problem: "The commit does not name AEC-456, the ticket of this branch",
    hint: 'begin the message with "AEC-456: "',
  });
});

test("what looks like a ticket of this project is one", () => {
  expect(judge("AEC-465: x")).toEqual({
    problem: "The commit names AEC-465, and there is no such ticket",
    hint: 'Did you mean "AEC-456"?',
  });
  expect(judge("AEC-90001: x")?.hint).toBe("open it with workflow init AEC-90001");
});
