import { expect, test } from "vitest";

import { checkpointIdTaken, expectNextStep } from "../../src/core/refused-save.ts";

const lease = { taskId: "t1", owner: "host:1:a", fence: 2 };
const stored = { owner: "host:1:a", fence: 2, sequence: 3, row: 9 };

test("the next step of who holds the run is accepted", () => {
  expect(expectNextStep(stored, lease, 4)).toBe(stored);
});

test.each([
  ["the run is not known", undefined, 4, "the right to continue it was given back"],
  [
    "it was released",
    { ...stored, owner: undefined },
    4,
    "the right to continue it was given back",
  ],
  ["another holds it", { ...stored, owner: "host:2:b" }, 4, "host:2:b has taken it over"],
  ["the fence is older", { ...stored, fence: 3 }, 4, "its lease lapsed and was renewed"],
  ["a checkpoint is missing", stored, 5, "checkpoint 5 cannot follow checkpoint 3"],
  ["the checkpoint exists", stored, 3, "checkpoint 3 cannot follow checkpoint 3"],
])("a save is refused where %s", (_, run, sequence, reason) => {
  expect(() => expectNextStep(run, lease, sequence)).toThrow(`Run t1 was not saved: ${reason}`);
});

test("an id that is taken is a fault of the storage", () => {
  expect(checkpointIdTaken("c1")).toMatchObject({ code: "STORAGE_ERROR" });
});
