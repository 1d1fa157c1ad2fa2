import { expect, test } from "vitest";

import { STATES } from "../../src/cli/workflow/list.ts";
import { ticketStateSchema } from "../../src/schema/ticket.ts";

test("the states that the list takes are those that a ticket can have", () => {
  expect(STATES).toEqual(ticketStateSchema.options);
});
