import { expect, test } from "vitest";

import { breakDownCost } from "../../src/core/cost.ts";
import { assessment } from "../fakes/assessment.ts";
import { output } from "../fakes/output.ts";
import { recommendation } from "../fakes/review.ts";

const effort = { low: 2, high: 4, expected: 3 };
const outputs = [
  output("architect", [recommendation("a", { type: "blocking", effort, dependencies: ["c"] })]),
  output("security", [
    recommendation("b", { effort, priority: "low" }),
    recommendation("c", { effort, priority: "low", dependencies: ["d", "gone"] }),
    recommendation("d", { effort, dependencies: ["c"] }),
    recommendation("e", { effort, priority: "high" }),
  ]),
];

test("every line of the breakdown adds up", () => {
  const cost = breakDownCost(outputs, assessment());
  expect(cost).toMatchObject({
    currency: "USD",
    dayRate: 800,
    baseline: { effort: { low: 8, high: 11, expected: 10 }, cost: { expected: 8000 } },
    personas: [
      {
        persona: "architect",
        category: "effort",
        effort,
        cost: { low: 1600, high: 3200, expected: 2400 },
      },
      { persona: "security", effort: { low: 8, high: 16, expected: 12 }, cost: { expected: 9600 } },
    ],
    contingency: {
      share: 0.1,
      effort: { low: 1.8, high: 3.1, expected: 2.5 },
      cost: { expected: 2000 },
    },
    total: { effort: { low: 19.8, high: 34.1, expected: 27.5 }, cost: { expected: 22_000 } },
    runCostPerYear: { low: 3168, high: 5456, expected: 4400 },
  });
  expect(cost.budgetCheck).toBeUndefined();
});

test("a vague description raises only the high end, to the spread at least", () => {
  const margins = { ...assessment().margins, contingency: 0.5, spread: 3 };
  const { contingency, total } = breakDownCost([], assessment({ margins }));
  expect(contingency.effort).toEqual({ low: 0, high: 13, expected: 5 });
  expect(total.effort).toEqual({ low: 8, high: 24, expected: 15 });
});

test("a budget that suffices leaves nothing waiting", () => {
  const { budgetCheck } = breakDownCost(outputs, assessment({ limits: { budget: 22_000 } }));
  expect(budgetCheck).toEqual({ budget: 22_000, over: 0, couldWait: [] });
});

test("over budget, what is suggested and nothing blocking needs could wait, least important first", () => {
  const { budgetCheck } = breakDownCost(outputs, assessment({ limits: { budget: 20_000 } }));
  expect(budgetCheck).toEqual({ budget: 20_000, over: 2000, couldWait: ["b", "e"] });
});
