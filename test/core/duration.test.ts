import { expect, test } from "vitest";

import type { Assessment } from "../../src/core/assessment.ts";
import { breakDownCost } from "../../src/core/cost.ts";
import { formatDuration, planDuration } from "../../src/core/duration.ts";
import type { PersonaOutput } from "../../src/schema/persona.ts";
import { assessment } from "../fakes/assessment.ts";
import { output } from "../fakes/output.ts";
import { recommendation } from "../fakes/review.ts";

const days = (expected: number) => ({ effort: { low: expected, high: expected, expected } });
const blocking = (expected: number) => ({ ...days(expected), type: "blocking" as const });

function plan(outputs: readonly PersonaOutput[], rest: Partial<Assessment> = {}) {
  const whole = assessment({ team: { size: 2, efficiency: 1, focusFactor: 0.5 }, ...rest });
  return planDuration(outputs, breakDownCost(outputs, whole), whole);
}

test("work that a team can share takes its days divided by the people at work", () => {
  const { duration, workingDays } = plan([output("architect", [recommendation("a", days(10))])]);
  expect(workingDays).toBe(22);
  expect(duration).toMatchObject({ lowWeeks: 3, highWeeks: 6, teamSize: 2, criticalPathDays: 20 });
});

test("a chain of dependencies is never shorter than its links", () => {
  const chain = [
    recommendation("c", { ...days(20), dependencies: ["b", "a"] }),
    recommendation("b", { ...days(1), dependencies: ["a"] }),
    recommendation("a", days(20)),
    recommendation("d", days(2)),
  ];
  const { duration, workingDays } = plan([output("security", chain)]);
  expect(duration.criticalPath).toEqual(["a", "b", "c"]);
  expect(duration.criticalPathDays).toBe(82);
  expect(workingDays).toBe(82);
});

test("the feature waits for what the product owner must settle", () => {
  const first = recommendation("p", blocking(4));
  const { duration } = plan([output("product-owner", [first, recommendation("q", days(9))])]);
  expect(duration.criticalPath).toEqual(["p"]);
  expect(duration.criticalPathDays).toBe(18);
});

test("the feature waits for the first half of what the architect must settle", () => {
  const outputs = [
    output("product-owner", [recommendation("p", blocking(4))]),
    output("architect", [recommendation("a", { ...blocking(4), dependencies: ["p"] })]),
    output("security", [recommendation("s", blocking(8))]),
  ];
  const { duration } = plan(outputs);
  expect(duration.criticalPath).toEqual(["p", "a"]);
  expect(duration.criticalPathDays).toBe(22);
});

test("what nobody put in figures takes no time", () => {
  const { effort: _effort, ...silent } = recommendation("a");
  expect(plan([output("architect", [silent])]).workingDays).toBe(11);
});

test("a strange team does not divide by nothing", () => {
  const team = { size: 1e-12, efficiency: 1, focusFactor: 1 };
  expect(plan([], { team }).workingDays).toBeCloseTo(110);
});

test("a time box that suffices leaves nothing waiting", () => {
  const { deadlineCheck } = plan([], { limits: { timeboxDays: 21 } }).duration;
  expect(deadlineCheck).toEqual({ timeboxWeeks: 3, overWeeks: 0, couldWait: [] });
});

test("a plan beyond the time box says by how much and what could wait", () => {
  const outputs = [output("architect", [recommendation("a"), recommendation("b", blocking(1))])];
  const { deadlineCheck } = plan(outputs, { limits: { timeboxDays: 10 } }).duration;
  expect(deadlineCheck).toEqual({ timeboxWeeks: 1.4, overWeeks: 2.6, couldWait: ["a"] });
});

test.each([
  [7, 11, 4, "7 to 11 weeks with 4 people"],
  [0, 2, 1, "up to 2 weeks with 1 person"],
  [0, 1, 3, "up to 1 week with 3 people"],
  [0, 0, 3, "0 weeks with 3 people"],
  [3, 3, 2.5, "3 weeks with 2.5 people"],
])("%d to %d weeks with %d read %s", (lowWeeks, highWeeks, teamSize, text) => {
  const duration = { lowWeeks, highWeeks, teamSize, criticalPathDays: 0, criticalPath: [] };
  expect(formatDuration(duration)).toBe(text);
});
