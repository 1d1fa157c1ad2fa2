import { expect, test } from "vitest";

import { dueTurn } from "../../src/core/turn.ts";

test("the more urgent a request is, the sooner it is due", () => {
  const due = (["critical", "high", "medium", "low"] as const).map((each) => dueTurn(each, 5));
  expect(due).toEqual([5, 13, 21, 29]);
});

test("one that waits is due before an urgent one that comes much later", () => {
  expect(dueTurn("low", 0)).toBeLessThan(dueTurn("critical", 25));
});
