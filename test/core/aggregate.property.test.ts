import * as fc from "fast-check";
import { expect, test } from "vitest";

import { epicResponseSchema } from "../../src/schema/epic.ts";
import type { Effort } from "../../src/schema/vocabulary.ts";
import { anyAssessment, anyOutputs, epicOf } from "../fakes/any-epic.ts";
import { assessment } from "../fakes/assessment.ts";

const tenths = (number: number) => Math.round(number * 10);
const sumOf = (efforts: readonly Effort[], end: keyof Effort) =>
  efforts.reduce((sum, each) => sum + tenths(each[end]), 0);
const ENDS = ["low", "high", "expected"] as const;

test("the total is baseline, personas and contingency, in days and in money", () => {
  fc.assert(
    fc.property(anyOutputs, anyAssessment, (reviews, rest) => {
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
    fc.property(anyOutputs, anyAssessment, (reviews, rest) => {
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
    fc.property(anyOutputs, anyAssessment, (reviews, rest) => {
      const margins = { ...assessment().margins, spread: 3 };
      const { total } = epicOf(reviews, { ...rest, margins }).epic.totalCostBreakdown;
      expect(tenths(total.effort.high)).toBeGreaterThanOrEqual(3 * tenths(total.effort.low));
    }),
  );
});

test("the roadmap holds every recommendation once, none before one it depends on", () => {
  fc.assert(
    fc.property(anyOutputs, anyAssessment, (reviews, rest) => {
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
    fc.property(anyOutputs, anyAssessment, (reviews, rest) => {
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
    fc.property(anyOutputs, anyAssessment, (reviews, rest) => {
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
    fc.property(anyOutputs, anyAssessment, (reviews, rest) => {
      expect(epicOf(reviews.toReversed(), rest)).toEqual(epicOf(reviews, rest));
    }),
  );
});
