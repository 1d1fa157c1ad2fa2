import * as fc from "fast-check";
import { expect, test } from "vitest";

import { idsFrom, mismatch, redactJson } from "../../src/core/tape.ts";
import type { Exchange } from "../../src/schema/tape.ts";

const anyJson = fc
  .jsonValue()
  .map((value): Exchange["request"] => JSON.parse(JSON.stringify(value)));

function draw(seed: string): readonly string[] {
  const next = idsFrom(seed);
  return [next("task"), next("cp"), next("cp"), next("epic")];
}

test("ids of one seed are the same, and otherwise all are others", () => {
  expect(draw("a")).toEqual(draw("a"));
  expect(new Set([...draw("a"), ...draw("b")]).size).toBe(8);
  for (const id of draw("c")) expect(id).toMatch(/^(?:task|cp|epic)-[0-9a-hjkmnp-tv-z]{10}$/);
});

test("secrets are taken out of every text of a value, and nothing else is changed", () => {
  const value = {
    a: ["key sk-test-0123456789abcdef0123", 1, null, true],
    b: { c: "my hidden word" },
  };
  expect(redactJson(value, ["hidden word"])).toEqual({
    a: ["key [redacted]", 1, null, true],
    b: { c: "my [redacted]" },
  });
  fc.assert(
    fc.property(fc.jsonValue(), (any) => {
      expect(redactJson(any, [])).toEqual(any);
    }),
  );
});

test("a question matches itself, whatever the order of its members, and no other", () => {
  fc.assert(
    fc.property(anyJson, (any) => {
      expect(mismatch(any, structuredClone(any))).toBeUndefined();
      expect(mismatch({ any }, { any, more: 1 })).toBe("more was not there");
    }),
  );
  expect(mismatch({ a: 1, b: 2 }, { b: 2, a: 1 })).toBeUndefined();
});

test.each([
  [
    { a: { b: "one\ntwo" } },
    { a: { b: "one\n2" } },
    'a.b differs in line 2: it was "two", and is "2"',
  ],
  [{ a: "one\ntwo" }, { a: "one" }, 'a differs in line 2: it was "two", and is nothing'],
  [{ a: "one" }, { a: "one\ntwo" }, 'a differs in line 2: it was nothing, and is "two"'],
  [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, "a.0.b is another"],
  [{ a: 1 }, {}, "a is no longer there"],
  [{}, { a: 1 }, "a was not there"],
  [{ a: [] }, { a: {} }, "a is another"],
  [1, 2, "the question is another"],
  [{ a: null }, { a: 1 }, "a is another"],
])("%j is told apart from %j", (recorded, asked, sentence) => {
  expect(mismatch(recorded, asked)).toBe(sentence);
});
