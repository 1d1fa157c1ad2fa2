import { expect, test } from "vitest";

import { checkpointIdTaken, leaseLost, outOfOrder } from "../../src/core/refused-save.ts";

test.each([
  [leaseLost("t1", "host:7:x"), "Run t1 was not saved: host:7:x has taken it over"],
  [leaseLost("t1", undefined), "Run t1 was not saved: the right to continue it was given back"],
  [outOfOrder("t1", 5, 3), "Run t1 was not saved: checkpoint 5 cannot follow checkpoint 3"],
  [checkpointIdTaken("c1"), "A checkpoint called c1 exists already"],
])("a refused save says why, and what to do: %s", (error, message) => {
  expect(error.message).toBe(message);
  expect(error.hint).toBeDefined();
});
