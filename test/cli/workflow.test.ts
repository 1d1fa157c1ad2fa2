import { expect, test } from "vitest";

import { APPROVAL_NAMES, EVIDENCE_KINDS } from "../../src/cli/workflow/choices.ts";
import { evidenceKindSchema } from "../../src/schema/ticket.ts";
import { STEPS } from "../fakes/ticket-ground.ts";

test("the words that commands take are those of the contracts", () => {
  expect(EVIDENCE_KINDS).toEqual(evidenceKindSchema.options);
  expect(APPROVAL_NAMES).toEqual(Object.keys(STEPS));
});
