import { expect, test } from "vitest";

import { assessmentKey, type AssessmentKeyParts } from "../../src/core/assessment-key.ts";
import { request, settings } from "../fakes/coordinator.ts";
import { output } from "../fakes/output.ts";

const reviewed = output("architect");
const parts = (rest: Partial<AssessmentKeyParts> = {}): AssessmentKeyParts => ({
  request: request(),
  outputs: [reviewed],
  rulebookVersion: "1",
  estimation: settings.estimation,
  ...rest,
});

test.each<[string, Partial<AssessmentKeyParts>]>([
  ["the description", { request: request({ description: "Add single sign-off" }) }],
  ["the mode", { request: request({ mode: "mvp" }) }],
  ["the priority", { request: request({ metadata: { priority: "low" } }) }],
  ["the rulebook", { rulebookVersion: "2" }],
  ["a rate", { estimation: { ...settings.estimation, dayRate: 900 } }],
  ["the reviews", { outputs: [] }],
  [
    "a review",
    {
      outputs: [{ ...reviewed, metadata: { ...reviewed.metadata, hash: "f".repeat(64) } }],
    },
  ],
])("a change of %s calls for another assessment", (_what, rest) => {
  expect(assessmentKey(parts(rest))).not.toBe(assessmentKey(parts()));
});

test("how long a review took and where it came from changes nothing", () => {
  const persona = { ...reviewed.persona, executionTime: 99 };
  const metadata = { ...reviewed.metadata, source: "cache" } as const;
  const outputs = [{ ...reviewed, persona, metadata }];
  expect(assessmentKey(parts({ outputs }))).toBe(assessmentKey(parts()));
});
