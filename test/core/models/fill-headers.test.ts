import { expect, test } from "vitest";

import { fillHeaders } from "../../../src/core/models/fill-headers.ts";

test("variables are filled in, and what they held is known as secret", () => {
  expect(
    fillHeaders({ a: "Bearer ${T}-${U}", b: "plain $T" }, { T: "one", U: "two" }, "x"),
  ).toEqual({
    headers: { a: "Bearer one-two", b: "plain $T" },
    secrets: ["one", "two"],
  });
});

test("a variable that is not set is named", () => {
  expect(() => fillHeaders({ a: "${T}" }, { T: "" }, "gate")).toThrow(
    "The header a of gate needs ${T}, and that variable is not set",
  );
});
