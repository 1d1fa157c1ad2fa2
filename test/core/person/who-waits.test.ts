import { expect, test } from "vitest";

import { whoWaits } from "../../../src/core/person/who-waits.ts";
import { runState } from "../../fakes/run-state.ts";

const nobody = { run: undefined, persona: undefined };
const one = runState([["a"], ["b"]], { a: "completed", b: "waiting" });
const two = runState([["architect", "legal-counsel"]], {
  architect: "waiting",
  "legal-counsel": "waiting",
});

test("where one persona waits, an answer need not say whom it answers", () => {
  expect(whoWaits(one, nobody)).toBe("b");
  expect(whoWaits(two, { run: "task-1", persona: "architect" })).toBe("architect");
});

test.each([
  [two, nobody, "Several wait in task-1: architect, legal-counsel", "--persona architect"],
  [two, { run: undefined, persona: "architct" }, "architct does not wait", "architect"],
  [one, { run: undefined, persona: "zebra" }, "zebra does not wait in task-1", "these do: b"],
  [one, { run: "task-2", persona: "b" }, "for task-2, not for task-1", "epic answer task-2"],
  [runState([["a"]], {}), nobody, "Nobody waits in task-1: it is running", "epic resume task-1"],
  [
    { ...runState([["a"]], {}), status: "completed" as const },
    nobody,
    "Nobody waits in task-1: it is completed",
    "epic show task-1",
  ],
])("an answer that nobody waits for is refused (%#)", (state, address, message, hint) => {
  expect(() => whoWaits(state, address)).toThrow(
    expect.objectContaining({
      code: "INVALID_INPUT",
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    }),
  );
});
