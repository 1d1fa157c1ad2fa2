import { describe, expect, test } from "vitest";

import type { Epic } from "../../src/reports/epic-order.ts";
import {
  budgetNote,
  deadlineNote,
  statusNote,
  verdictReason,
} from "../../src/reports/verdict-words.ts";
import { grouped } from "../../src/reports/words.ts";
import { enterpriseEpic } from "./epics/enterprise.ts";
import { minimalEpic } from "./epics/minimal.ts";
import { advice, review } from "./epics/parts.ts";

const epicWith = (part: Partial<Epic>): Epic => ({ ...minimalEpic().epic, ...part });
const blocking = (id: string) => advice({ id, title: id, type: "blocking" });

describe("the sentence after the verdict", () => {
  test("counts the blockers", () => {
    const personas = [
      review("architect", 1, { verdict: "BLOCKED", recommendations: [blocking("a")] }),
    ];
    expect(verdictReason(epicWith({ verdict: "BLOCKED", personas }))).toBe(
      "1 blocker must be resolved before the work starts.",
    );
  });

  test("names who is worried where nothing blocks", () => {
    const personas = [
      review("product-owner", 1, { verdict: "CONCERNS" }),
      review("architect", 2, {}),
      review("devops-engineer", 3, { verdict: "CONCERNS" }),
    ];
    expect(verdictReason(epicWith({ verdict: "CONCERNS", personas }))).toBe(
      "The product owner and the DevOps engineer raised concerns, without a blocking recommendation.",
    );
  });

  test("names who blocks it without saying what", () => {
    const personas = [review("architect", 1, { verdict: "BLOCKED" })];
    expect(verdictReason(epicWith({ verdict: "BLOCKED", personas }))).toBe(
      "The architect blocked it, without a blocking recommendation.",
    );
  });

  test("points to what is missing where no review has that verdict", () => {
    expect(verdictReason(epicWith({ verdict: "CONCERNS" }))).toContain("questions and gaps");
  });
});

describe("the remark on the whole", () => {
  test("is absent for a completed epic", () => {
    expect(statusNote(minimalEpic().epic)).toBe("");
  });

  test("names the reviews that are missing", () => {
    expect(statusNote(enterpriseEpic().epic)).toBe(
      "Partial: the performance specialist gave no review.",
    );
    expect(statusNote(epicWith({ status: "partial" }))).toContain("not every planned review");
  });

  test("sends the reader to the questions, where there are any", () => {
    const { questions } = enterpriseEpic().epic;
    expect(statusNote(epicWith({ status: "needs-clarification", questions }))).toContain(
      "open questions",
    );
    expect(statusNote(epicWith({ status: "needs-clarification" }))).toContain("too little");
  });
});

test("a budget or a date that is kept is not mentioned", () => {
  const { totalCostBreakdown, duration } = minimalEpic().epic;
  const epic = epicWith({
    totalCostBreakdown: {
      ...totalCostBreakdown,
      budgetCheck: { budget: 1e6, over: 0, couldWait: [] },
    },
    duration: { ...duration, deadlineCheck: { timeboxWeeks: 9, overWeeks: 0, couldWait: [] } },
  });
  expect(budgetNote(epic, grouped) + deadlineNote(epic)).toBe("");
});
