import { expect, test } from "vitest";

import { buildPersonaInput } from "../../../src/core/persona-input.ts";
import {
  checkEpic,
  checkInput,
  checkOutput,
  checkOutputs,
} from "../../../src/core/plugins/hook-values.ts";
import { epicOf } from "../../fakes/any-epic.ts";
import { request } from "../../fakes/coordinator.ts";
import { output } from "../../fakes/output.ts";
import { registration } from "../../fakes/review.ts";

const input = buildPersonaInput(request(), registration("architect"), []);
const said = output("architect");
const outputs = [said, output("security-specialist")];
const epic = epicOf(outputs);

test("what comes back as it was given fits", () => {
  expect(checkInput(input, structuredClone(input))).toEqual({ fits: true, value: input });
  expect(checkOutput(said, structuredClone(said))).toEqual({ fits: true, value: said });
  expect(checkOutputs(outputs, structuredClone(outputs))).toEqual({ fits: true, value: outputs });
  expect(checkEpic(epic, structuredClone(epic))).toEqual({ fits: true, value: epic });
});

test("a plugin may change what is asked and said, and leave reviews out or reorder them", () => {
  const asked = { ...input, epic: { ...input.epic, description: "shorter" } };
  expect(checkInput(input, asked)).toMatchObject({ fits: true, value: asked });
  const sure = { ...said, confidence: 1 };
  expect(checkOutput(said, sure)).toMatchObject({ fits: true, value: sure });
  expect(checkOutputs(outputs, outputs.toReversed())).toMatchObject({ fits: true });
  expect(checkOutputs(outputs, [])).toEqual({ fits: true, value: [] });
});

const other = (name: string) => ({ ...said, persona: { ...said.persona, name } });

test.each([
  ["nothing", checkOutput(said, undefined), /^it is nothing; return what was given/],
  ["null", checkOutput(said, null), /^the whole must be a mapping, not empty$/],
  ["text", checkEpic(epic, "{}"), /^the whole must be a mapping, not "{}"$/],
  ["no list", checkOutputs(outputs, {}), /^the whole must be a list, not a mapping$/],
  ["many faults", checkOutput(said, {}), /^schemaVersion .* \(and \d+ more\)$/],
  [
    "another persona asked",
    checkInput(input, { ...input, persona: { ...input.persona, name: "legal" } }),
    /^persona\.name must stay architect, and is "legal"$/,
  ],
  ["another reviewer", checkOutput(said, other("legal")), /^persona\.name must stay architect/],
  ["a stranger", checkOutputs(outputs, [other("legal")]), /^nobody named legal reviewed$/],
  ["one twice", checkOutputs(outputs, [said, said]), /^architect is in it twice$/],
  [
    "another epic",
    checkEpic(epic, { ...epic, epic: { ...epic.epic, id: "epic-2" } }),
    /^epic\.id must stay epic-1, and is "epic-2"$/,
  ],
  [
    "another run",
    checkEpic(epic, {
      ...epic,
      epic: { ...epic.epic, metadata: { ...epic.epic.metadata, taskId: "task-2" } },
    }),
    /^epic\.metadata\.taskId must stay task-1/,
  ],
])("%s does not fit, and the fault is named", (_what, checked, fault) => {
  expect(checked).toEqual({ fits: false, fault: expect.stringMatching(fault) });
});

test("an input that does not fit is named too", () => {
  expect(checkInput(input, {})).toMatchObject({ fits: false });
});
