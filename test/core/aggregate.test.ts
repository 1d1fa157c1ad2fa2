import * as fc from "fast-check";
import { expect, test } from "vitest";

import { aggregate } from "../../src/core/aggregate.ts";
import type { Assessment } from "../../src/core/assessment.ts";
import { settleEffort } from "../../src/core/effort.ts";
import { type EpicResponse, epicResponseSchema } from "../../src/schema/epic.ts";
import type { PersonaOutput, Recommendation } from "../../src/schema/persona.ts";
import type { RunState } from "../../src/schema/run.ts";
import type { Effort } from "../../src/schema/vocabulary.ts";
import { assessment } from "../fakes/assessment.ts";
import { output, runOf } from "../fakes/output.ts";
import { recommendation } from "../fakes/review.ts";

const PERSONAS = ["product-owner", "architect", "security-specialist", "legal-counsel"];
const completedAt = "2026-11-20T10:05:00.000Z";

function epicOf(
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
const outputs = fc.subarray(PERSONAS).chain((names) =>
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
const model = fc
  .record({
    baseline: fc.array(fc.record({ id: fc.string(), effort: effort.map(settleEffort) }), {
      maxLength: 3,
    }),
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
  })
  .map((rest): Partial<Assessment> => ({
    ...rest,
    phases: [
      phase("decide", { holds: [{ personas: ["product-owner"], type: "blocking" }] }),
      phase("foundation", { rules: ["c"], holds: [{ neededByOthers: true }] }),
      phase("build", { baseline: true, holds: [{ focus: ["data"] }] }),
      phase("improve"),
    ],
    risks: {
      ...assessment().risks,
      candidates: [
        {
          id: "r-1",
          text: "x",
          likelihood: 3,
          impact: 4,
          owner: "architect",
          mitigatedBy: ["a", "zzz"],
        },
      ],
    },
    conflicts: [{ id: "a-or-b", between: ["a", "b"], resolution: "a", decider: "architect" }],
  }));

function phase(name: string, rest: Partial<Assessment["phases"][number]> = {}) {
  return { id: name, title: name, exit: "Done", rules: [], holds: [], baseline: false, ...rest };
}

const tenths = (number: number) => Math.round(number * 10);
const sumOf = (efforts: readonly Effort[], end: keyof Effort) =>
  efforts.reduce((sum, each) => sum + tenths(each[end]), 0);
const ENDS = ["low", "high", "expected"] as const;

test("the total is baseline, personas and contingency, in days and in money", () => {
  fc.assert(
    fc.property(outputs, model, (reviews, rest) => {
      const { totalCostBreakdown: cost, personas } = epicOf(reviews, rest).epic;
      const parts = [cost.baseline, ...cost.personas, cost.contingency];
      for (const end of ENDS) {
        expect(tenths(cost.total.effort[end])).toBe(
          sumOf(
            parts.map((part) => part.effort),
            end,
          ),
        );
        expect(cost.total.cost[end]).toBe(parts.reduce((sum, part) => sum + part.cost[end], 0));
        expect(tenths(cost.baseline.effort[end])).toBe(
          sumOf(
            cost.baseline.parts.map((part) => part.effort),
            end,
          ),
        );
        expect(cost.personas.map((part) => tenths(part.effort[end]))).toEqual(
          personas.map(({ recommendations }) =>
            sumOf(
              recommendations.flatMap((each) => each.effort ?? []),
              end,
            ),
          ),
        );
      }
    }),
  );
});

test("low is never above expected, expected never above high, in any figure", () => {
  fc.assert(
    fc.property(outputs, model, (reviews, rest) => {
      const { totalCostBreakdown: cost } = epicOf(reviews, rest).epic;
      for (const part of [cost.baseline, ...cost.personas, cost.contingency, cost.total]) {
        for (const { low, expected, high } of [part.effort, part.cost]) {
          expect(low).toBeLessThanOrEqual(expected);
          expect(expected).toBeLessThanOrEqual(high);
        }
      }
    }),
  );
});

test("a vague epic costs between one and at least three times the low end", () => {
  fc.assert(
    fc.property(outputs, model, (reviews, rest) => {
      const margins = { ...assessment().margins, spread: 3 };
      const { total } = epicOf(reviews, { ...rest, margins }).epic.totalCostBreakdown;
      expect(tenths(total.effort.high)).toBeGreaterThanOrEqual(3 * tenths(total.effort.low));
    }),
  );
});

test("the roadmap holds every recommendation once, none before one it depends on", () => {
  fc.assert(
    fc.property(outputs, model, (reviews, rest) => {
      const { personas, implementationRoadmap } = epicOf(reviews, rest).epic;
      const all = personas.flatMap(({ recommendations }) => recommendations);
      const order = implementationRoadmap.flatMap(({ recommendations }) => recommendations);
      expect(order.toSorted()).toEqual(all.map((each) => each.id).toSorted());
      expect(new Set(order).size).toBe(order.length);
      for (const each of all) {
        for (const dependency of each.dependencies) {
          expect(order.indexOf(dependency)).toBeLessThan(order.indexOf(each.id));
          expect(order).toContain(dependency);
        }
      }
    }),
  );
});

test("the phases make baseline and recommendations together and end with the plan", () => {
  fc.assert(
    fc.property(outputs, model, (reviews, rest) => {
      const { implementationRoadmap: phases, totalCostBreakdown: cost } = epicOf(
        reviews,
        rest,
      ).epic;
      const parts = [cost.baseline, ...cost.personas];
      for (const end of ENDS) {
        expect(
          sumOf(
            phases.map((each) => each.effort),
            end,
          ),
        ).toBe(
          sumOf(
            parts.map((part) => part.effort),
            end,
          ),
        );
      }
      phases.forEach(({ startDay }, at) => expect(startDay).toBe(phases[at - 1]?.endDay ?? 0));
    }),
  );
});

test("whatever was answered, the epic passes its schema and names only ids that exist", () => {
  fc.assert(
    fc.property(outputs, model, (reviews, rest) => {
      const response = epicResponseSchema.parse(epicOf(reviews, rest));
      const { personas, riskAssessment, conflicts, duration } = response.epic;
      const ids = new Set(personas.flatMap((each) => each.recommendations.map((one) => one.id)));
      const named = [
        ...riskAssessment.risks.flatMap(({ mitigatedBy }) => mitigatedBy),
        ...conflicts.flatMap(({ between }) => between),
        ...duration.criticalPath,
      ];
      expect(named.filter((each) => !ids.has(each))).toEqual([]);
    }),
  );
});

test("the order in which reviews finish leaves no trace", () => {
  fc.assert(
    fc.property(outputs, model, (reviews, rest) => {
      expect(epicOf(reviews.toReversed(), rest)).toEqual(epicOf(reviews, rest));
    }),
  );
});

test("an epic without any review is still an epic", () => {
  const { epic, summary } = epicOf([], {}, runOf([]));
  expect(epic).toMatchObject({
    verdict: "READY",
    status: "completed",
    implementationRoadmap: [{}],
  });
  expect(epic.estimatedDuration).toBe("up to 2 weeks with 4 people");
  expect(epic.budget).toBe("7k-9.7k USD");
  expect(summary.totalRecommendations).toBe(0);
});

test("the summary counts what was said, and names who said nothing", () => {
  const blocking = recommendation("sec-1", { type: "blocking" });
  const state = runOf(["architect", "security-specialist", "devops-engineer"], {
    personaStates: { "devops-engineer": { status: "failed", attempts: 4, reason: "No answer" } },
  });
  const skipped = output("architect");
  skipped.persona.status = "skipped";
  const reviews = [output("security-specialist", [blocking, recommendation("sec-2")]), skipped];

  const { epic, summary } = epicOf(reviews, {}, state);

  expect(summary).toEqual({
    totalRecommendations: 2,
    blockingCount: 1,
    suggestedCount: 1,
    estimatedTotalCost: epic.budget,
    personasCompleted: 1,
    personasSkipped: ["architect", "devops-engineer"],
  });
  expect(epic).toMatchObject({ status: "partial", verdict: "CONCERNS" });
  expect(epic.gaps.map(({ reason }) => reason)).toEqual(["It was not asked", "No answer"]);
});

test("an epic too vague to estimate needs clarification and is blocked", () => {
  const reviews = [output("architect")];
  const { epic } = epicOf(reviews, { vague: true, confidence: 0.2 }, runOf(["architect"]));
  expect(epic).toMatchObject({
    status: "needs-clarification",
    verdict: "BLOCKED",
    confidence: 0.2,
  });
});

test("what came with the request is in the metadata", () => {
  const state = runOf([]);
  state.request.metadata = { requestedBy: "ann", project: "shop", ticket: "AEC-456" };
  state.metadata.warnings = ["Two characters were removed"];
  const { metadata, warnings } = epicOf([], { warnings: ["In euros"] }, state).epic;
  expect(metadata).toMatchObject({ requestedBy: "ann", project: "shop", ticket: "AEC-456" });
  expect(metadata).toMatchObject({ completedAt, program: "2.0.0", rulebook: "r1" });
  expect(warnings).toEqual(["Two characters were removed", "In euros"]);
});

test("what nobody could estimate is said to be missing from the sum", () => {
  const { effort: _effort, ...silent } = recommendation("a");
  const { effort: _other, ...another } = recommendation("b");
  const one = epicOf([output("architect", [silent])]).epic.warnings;
  const two = epicOf([output("architect", [silent, another])]).epic.warnings;
  expect(one).toEqual(["The estimate leaves out 1 recommendation of architect without an effort"]);
  expect(two).toEqual(["The estimate leaves out 2 recommendations of architect without an effort"]);
});
