import { expect, test } from "vitest";

import { EpicError } from "../../src/core/errors.ts";
import { chooseMatch } from "../../src/core/run-reference.ts";

const match = (id: string, taskId = id, sequence = 1) => ({ id, taskId, sequence });

function failure(reference: string, matches: Parameters<typeof chooseMatch>[1]) {
  try {
    chooseMatch(reference, matches);
  } catch (error) {
    if (error instanceof EpicError) return { code: error.code, hint: error.hint };
  }
  throw new Error("it was accepted");
}

test("several names of one checkpoint mean that checkpoint", () => {
  const matches = [match("ab12", "ab12", 3), match("ab9z", "ab12", 3)];
  expect(chooseMatch("ab", matches)).toMatchObject({ taskId: "ab12", sequence: 3 });
});

test.each([
  ["two runs", [match("ab12"), match("ab34")], "Type more of it: ab12, ab34"],
  ["two moments of one run", [match("b1", "a", 1), match("b2", "a", 2)], "Type more of it: b1, b2"],
  ["two runs with one name", [match("e", "t2"), match("e", "t1")], "Name the run: t1, t2"],
])("%s are too many", (_, matches, hint) => {
  expect(failure("ab", matches)).toEqual({ code: "INVALID_INPUT", hint });
});

test("the hint names three of many", () => {
  const matches = ["d", "c", "b", "a"].map((id) => match(id));
  expect(failure("x", matches).hint).toBe("Type more of it: a, b, c, …");
});

test.each([
  ["latest", /epic create/],
  ["abc", /at least 4 characters/],
  ["abcd", /epic list/],
])("where %s finds nothing, the hint says what to type", (reference, hint) => {
  const found = failure(reference, []);
  expect(found).toEqual({ code: "NOT_FOUND", hint: expect.stringMatching(hint) });
});
