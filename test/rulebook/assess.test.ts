import { expect, test } from "vitest";

import type { Assessment } from "../../src/core/assessment.ts";
import { assess, type AssessmentParts } from "../../src/rulebook/assess.ts";
import { readDescription } from "../../src/rulebook/detect.ts";
import type { Recommendation } from "../../src/schema/persona.ts";
import { output } from "../fakes/output.ts";
import { recommendation } from "../fakes/review.ts";
import { estimation, shipped } from "../fakes/shipped-epic.ts";

const CLEAR =
  "Customers of our online shop in Germany pay by card on a web checkout. 20,000 customers buy there today, and we want to raise completed orders by 10%.";
const VAGUE = "A modern platform that makes everything easier";

type Changes = Partial<Omit<AssessmentParts, "reading">>;

function assessed(
  description: string,
  said: readonly Recommendation[] = [],
  changes: Changes = {},
): Assessment {
  return assess({
    reading: readDescription(description, shipped),
    knowledge: shipped,
    request: { mode: "standard" },
    outputs: [output("architect", said)],
    settings: estimation,
    ...changes,
  });
}

const critical = recommendation("arch-x", { priority: "critical" });
const blocking = recommendation("arch-y", { type: "blocking" });

test.each([
  ["a critical rule and a fixed date", `${CLEAR} Live by May 2027.`, [critical], "critical"],
  ["a critical rule", CLEAR, [critical], "high"],
  ["a law", "Build it for GDPR on the web.", [], "high"],
  ["nothing pressing", CLEAR, [], "medium"],
  ["vague words", VAGUE, [], "low"],
  ["vague words and something that blocks", VAGUE, [blocking], "medium"],
])("%s make an epic %s", (_what, description, said, priority) => {
  expect(assessed(description, said).priority).toBe(priority);
});

test("the priority of the request wins", () => {
  const request = { mode: "standard", priority: "low" } as const;
  expect(assessed(CLEAR, [critical], { request }).priority).toBe("low");
});

test("the parts of the feature are what the description shows", () => {
  const { baseline } = assessed(CLEAR);
  expect(baseline).toContainEqual({
    id: "base-web",
    title: "Web pages and forms",
    effort: { low: 15, high: 30, expected: 25 },
  });
  expect(baseline.map(({ id }) => id)).not.toContain("base-minimum");
});

test("a small feature still takes the least that any does", () => {
  const { baseline } = assessed("Make the parser faster");
  const expected = baseline.map(({ effort }) => effort.expected);
  expect(expected.reduce((sum, days) => sum + days, 0)).toBeCloseTo(20);
  expect(baseline.at(-1)?.id).toBe("base-minimum");
  expect(baseline.map(({ title }) => title)).toEqual(["The feature as a whole"]);
});

test("a vague description gets wider margins and more questions", () => {
  const request = { mode: "mvp" } as const;
  const clear = assessed(CLEAR, [], { request });
  const vague = assessed(VAGUE, [], { request });
  expect(clear).toMatchObject({ vague: false, questionLimit: 5, margins: { spread: 1 } });
  expect(clear.margins.weeks).toEqual({ low: 0.85, high: 1.2 });
  expect(vague).toMatchObject({ vague: true, questionLimit: 7 });
  expect(vague.margins).toMatchObject({ contingency: 0.5, spread: 3 });
  expect(vague.margins.weeks.high / vague.margins.weeks.low).toBeCloseTo(3);
});

const UNKNOWN_GROUND =
  "Move the bell ropes to the new tower. Each rope is 18 m long. The tenor stays where it is until Easter. No rope may be spliced. Ringers test two ropes at most on one evening.";

test("a description that states figures and conditions is not vague, however little is known of it", () => {
  const whole = assessed(UNKNOWN_GROUND);
  expect(whole).toMatchObject({ vague: false, questionLimit: 7, margins: { spread: 3 } });
  expect(whole.warnings).toEqual([expect.stringContaining("knows little of this kind of work")]);
  const less = UNKNOWN_GROUND.split(". ").slice(0, 2).join(". ");
  expect(assessed(less)).toMatchObject({ vague: true, warnings: [] });
});

test("what must not stop or thinks costs more to run", () => {
  expect(assessed(CLEAR).margins.runCost).toBe(0.2);
  const always = assessed(`${CLEAR} An LLM answers questions, with 99.9% uptime.`);
  expect(always.margins.runCost).toBeCloseTo(0.4);
});

test.each([
  ["the description", `${CLEAR} We are a team of 3.`, 5, 3],
  ["the description in a word", `${CLEAR} We want it by March 1 with two developers.`, 5, 2],
  ["no one whom it only mentions", `${CLEAR} One of the developers retires in 2030.`, 5, 5],
  ["the configuration", CLEAR, 5, 5],
  ["the mode", CLEAR, undefined, 4],
  ["the mode, where nobody builds", `${CLEAR} We have 0 developers.`, undefined, 4],
])("%s says how many build it", (_what, description, teamSize, size) => {
  const settings = teamSize === undefined ? estimation : { ...estimation, teamSize };
  expect(assessed(description, [], { settings }).team.size).toBe(size);
});

test.each([
  [2, 1],
  [2.5, 0.9],
  [9, 0.7],
  [99, 0.6],
  [500, 0.6],
])("of %d people a share of %d is at work", (teamSize, efficiency) => {
  const settings = { ...estimation, teamSize };
  expect(assessed(CLEAR, [], { settings }).team.efficiency).toBe(efficiency);
});

test("limits are read from the description", () => {
  const { limits, warnings } = assessed(
    `${CLEAR} The budget is $50,000. We have 6 weeks for it, a 6 weeks project.`,
  );
  expect(limits).toEqual({ budget: 50_000, timeboxDays: 42 });
  expect(warnings).toEqual([]);
  expect(assessed(CLEAR).limits).toEqual({ budget: undefined, timeboxDays: undefined });
});

test("a budget in another currency is not compared, and that is said", () => {
  const { limits, warnings } = assessed(`${CLEAR} The budget is 50,000 euros.`);
  expect(limits.budget).toBeUndefined();
  expect(warnings).toEqual([
    "The budget is named in EUR and the estimate in USD, so the two are not compared",
  ]);
});

test("a budget in the currency of the rates is compared, whatever the currency", () => {
  const settings = { ...estimation, currency: "EUR" };
  const { limits } = assessed(`${CLEAR} The budget is 50,000 euros.`, [], { settings });
  expect(limits.budget).toBe(50_000);
});

test("a budget without a currency is taken in that of the rates", () => {
  const reading = readDescription(CLEAR, shipped);
  const budget = { value: 9000, quote: "9,000", start: 0, sentence: 1 };
  const { limits } = assess({
    reading: { ...reading, quantities: new Map([["budget", budget]]) },
    knowledge: shipped,
    request: { mode: "standard" },
    outputs: [],
    settings: estimation,
  });
  expect(limits.budget).toBe(9000);
});

test("text in another language is said to be read badly", () => {
  const german =
    "Kundinnen reservieren Plätze im Saalplan und bezahlen mit Karte, danach kommt das Billett per Post nach Hause.";
  expect(assessed(german).warnings).toEqual([expect.stringContaining("English")]);
});

test("title, rates, conflicts and focus come through", () => {
  const { title, rates, conflicts, team } = assessed(CLEAR);
  expect(title).toBe("Customers of our online shop in Germany pay by card on a web checkout");
  expect(rates).toEqual({ currency: "USD", dayRate: 800, dayRates: {} });
  expect(conflicts).toHaveLength(shipped.estimation.conflicts.length);
  expect(team.focusFactor).toBe(0.7);
});
