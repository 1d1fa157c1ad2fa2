import * as fc from "fast-check";
import { expect, test } from "vitest";

import { describeThrown, refusalOf } from "../../../src/core/plugins/refusal.ts";

test.each([
  [new Error("no disk"), { message: "no disk" }],
  [new Error(), { message: "it threw without a reason" }],
  ["words", { message: "words" }],
  ["", { message: "it threw without a reason" }],
  [
    new Error("fetch failed", { cause: new Error("connect ECONNREFUSED") }),
    { message: "fetch failed: connect ECONNREFUSED" },
  ],
  [undefined, { message: "undefined" }],
  [null, { message: "null" }],
  [{ message: 7, code: 8, hint: 9 }, { message: "it threw without a reason" }],
  [
    Object.assign(new Error("no"), { code: "E", hint: "h" }),
    { message: "no", code: "E", hint: "h" },
  ],
])("of %o there can be told what was thrown", (thrown, described) => {
  expect(describeThrown(thrown)).toEqual(described);
});

test("whatever is thrown, there is something to tell", () => {
  fc.assert(
    fc.property(fc.anything(), (thrown) => {
      expect(refusalOf(describeThrown(thrown)).message).not.toBe("");
    }),
  );
});

test("a plugin refuses with a code of its own, but cannot pass for a fault of the program", () => {
  expect(refusalOf({ message: "no", code: "NOT_ALLOWED", hint: "ask" })).toMatchObject({
    code: "NOT_ALLOWED",
    hint: "ask",
  });
  for (const code of ["SYSTEM_ERROR", "CANCELLED", "STORAGE_ERROR", "toString"]) {
    expect(refusalOf({ message: "no", code })).toMatchObject({ code: "PLUGIN_FAILED" });
  }
});
