import * as fc from "fast-check";

import { aggregate } from "../../src/core/aggregate.ts";
import type { Assessment, Phase } from "../../src/core/assessment.ts";
import { settleEffort } from "../../src/core/effort.ts";
import type { EpicResponse } from "../../src/schema/epic.ts";
import type { PersonaOutput, Recommendation } from "../../src/schema/persona.ts";
import type { RunState } from "../../src/schema/run.ts";
import type { Effort } from "../../src/schema/vocabulary.ts";
import { assessment } from "./assessment.ts";
import { output, runOf } from "./output.ts";
import { recommendation } from "./review.ts";

export const PERSONAS = ["product-owner", "architect", "security-specialist", "legal-counsel"];
export const completedAt = "2026-11-20T10:05:00.000Z";

export function epicOf(
  outputs: readonly PersonaOutput[],
  rest: Partial<Assessment> = {},
  state: RunState = runOf(PERSONAS),
): EpicResponse {
  const assessed = assessment(rest);
  const program = "2.0.0";
  return aggregate({ state, outputs, assessment: assessed, completedAt, program, rulebook: "r1" });
}

const days = fc.oneof(
  fc.double({ min: 0, max: 30, noNaN: true }),
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
);
const effort: fc.Arbitrary<Effort> = fc.record({ low: days, high: days, expected: days });
const id = fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "architect-a", "architect-a-2");
const said: fc.Arbitrary<Recommendation> = fc
  .record(
    {
      id,
      type: fc.constantFrom("blocking", "suggested"),
      priority: fc.constantFrom("critical", "high", "medium", "low"),
      dependencies: fc.array(fc.oneof(id, fc.constant("nowhere")), { maxLength: 4 }),
      focus: fc.constantFrom("data", "delivery"),
      effort,
    },
    { requiredKeys: ["id", "type", "priority", "dependencies"] },
  )
  .map(({ id: name, ...rest }) => recommendation(name, rest));
const question = fc.record({
  id: fc.constantFrom("q-1", "q-2", "q-3"),
  text: fc.constant("Who?"),
  askedBy: fc.constant("architect"),
  blocksEstimate: fc.boolean(),
  assumption: fc.constant(""),
});
/** What models may answer: no figures, absurd ones, ids twice, dependencies in circles. */
export const anyOutputs = fc.subarray(PERSONAS).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      fc
        .record({
          recommendations: fc.array(said, { maxLength: 8 }),
          questions: fc.array(question, { maxLength: 3 }),
          verdict: fc.constantFrom("READY", "CONCERNS", "BLOCKED"),
        })
        .map(({ recommendations, ...rest }) => output(name, recommendations, rest)),
    ),
  ),
);

/** What the rulebook may make of an epic. */
export const anyAssessment: fc.Arbitrary<Partial<Assessment>> = fc.record({
  baseline: fc.array(
    fc.record({ id: fc.string(), title: fc.string(), effort: effort.map(settleEffort) }),
    { maxLength: 3 },
  ),
  rates: fc.record({
    currency: fc.constant("EUR"),
    dayRate: fc.double({ min: 0.01, max: 5000, noNaN: true }),
    dayRates: fc.constantFrom({}, { architect: 333.33 }),
  }),
  margins: fc.record({
    contingency: fc.double({ min: 0, max: 1, noNaN: true }),
    runCost: fc.double({ min: 0, max: 1, noNaN: true }),
    weeks: fc.constant({ low: 0.85, high: 1.2 }),
    spread: fc.constantFrom(1, 3),
  }),
  vague: fc.boolean(),
  limits: fc.constantFrom({}, { budget: 10_000, timeboxDays: 30 }),
  team: fc.record({
    size: fc.double({ min: 1e-9, max: 500, noNaN: true }),
    efficiency: fc.constant(0.9),
    focusFactor: fc.constant(0.7),
  }),
  phases: fc.constant([
    phase("decide", { holds: [{ personas: ["product-owner"], type: "blocking" }] }),
    phase("foundation", { rules: ["c"], holds: [{ neededByOthers: true }] }),
    phase("build", { baseline: true, holds: [{ focus: ["data"] }] }),
    phase("improve"),
  ]),
  risks: fc.constant({
    ...assessment().risks,
    candidates: [
      { id: "r", text: "x", likelihood: 3, impact: 4, owner: "architect", mitigatedBy: ["a", "z"] },
    ],
  }),
  conflicts: fc.constant([
    {
      id: "a-or-b",
      between: ["a", "b"] as [string, string],
      resolution: "a",
      decider: "architect",
    },
  ]),
});

export function phase(name: string, rest: Partial<Phase> = {}): Phase {
  return { id: name, title: name, exit: "Done", rules: [], holds: [], baseline: false, ...rest };
}
