import { expect, test } from "vitest";

import { epicResponseSchema } from "../../src/schema/epic.ts";
import { epicFrom, reviewAll, shipped } from "../fakes/shipped-epic.ts";
import { WORKED_EXAMPLES } from "../fixtures/worked-examples.ts";

/** By hand nobody applied the factors for regulated data, several regions and old systems. */
const byHand = {
  ...shipped,
  estimation: {
    ...shipped.estimation,
    effort: { ...shipped.estimation.effort, scaleFactors: [] },
  },
};

test.each(WORKED_EXAMPLES)(
  "$name comes out as it was worked out by hand",
  ({ description, mode, figures }) => {
    const epic = epicFrom(description, mode, byHand);
    const { baseline, personas, contingency, total } = epic.totalCostBreakdown;
    const review = personas.reduce((sum, { effort }) => sum + effort.expected, 0);
    expect({
      days: Math.round(baseline.effort.expected + review),
      feature: Math.round(baseline.effort.expected),
      contingency: contingency.share,
      cost: Math.round(total.cost.expected / 1000) * 1000,
      weeks: [epic.duration.lowWeeks, epic.duration.highWeeks],
      confidence: epic.confidence,
      people: epic.duration.teamSize,
    }).toEqual(figures);
  },
);

test("health data makes its rules, and with them the plan, a little larger", () => {
  const [telehealth] = WORKED_EXAMPLES;
  const { totalCostBreakdown, estimatedDuration, budget } = epicFrom(
    telehealth?.description ?? "",
    "standard",
  );
  const { baseline, personas } = totalCostBreakdown;
  const review = personas.reduce((sum, { effort }) => sum + effort.expected, 0);
  expect(Math.round(baseline.effort.expected + review)).toBe(222);
  expect(budget).toBe("119k-234k USD");
  expect(estimatedDuration).toBe("16 to 24 weeks with 4 people");
});

test.each(WORKED_EXAMPLES)("$name keeps the reviews as they were written", (example) => {
  const { description, mode } = example;
  expect(epicFrom(description, mode).personas).toEqual(reviewAll(description, mode));
});

test.each(WORKED_EXAMPLES)("$name can be read by its schema", ({ description, mode }) => {
  const epic = epicFrom(description, mode);
  expect(epicResponseSchema.shape.epic.parse(epic)).toEqual(epic);
});

test.each([
  ["telehealth", "BLOCKED", ["architect"]],
  ["ticket shop", "CONCERNS", []],
  ["policy assistant", "BLOCKED", ["product-owner", "architect", "security-specialist"]],
  ["meter technicians", "BLOCKED", ["architect", "security-specialist"]],
])("%s is %s, and only by those who lack an answer", (wanted, verdict, blockers) => {
  const example = WORKED_EXAMPLES.find(({ name }) => name === wanted);
  const epic = epicFrom(example?.description ?? "", example?.mode ?? "standard");
  const blocked = epic.personas.filter((each) => each.verdict === "BLOCKED");
  expect(epic.verdict).toBe(verdict);
  expect(blocked.map(({ persona }) => persona.name)).toEqual(blockers);
});
