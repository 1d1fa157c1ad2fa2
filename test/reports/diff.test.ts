import { expect, test } from "vitest";

import { diffEpics } from "../../src/core/diff-epics.ts";
import { renderDiff } from "../../src/reports/diff.ts";
import type { EpicResponse } from "../../src/schema/epic.ts";
import { epicOf } from "../fakes/any-epic.ts";
import { output, runOf } from "../fakes/output.ts";
import { recommendation } from "../fakes/review.ts";
import { after, before } from "../fakes/two-epics.ts";

test("each difference is a line, with what was there before", () => {
  expect(renderDiff(diffEpics(before, after), { columns: 80 })).toBe(`\
epic-1 to epic-1: An epic

Verdict   CONCERNS, as before
Cost      9,680 to 12,320 USD, now 12,320 to 14,960 USD (+2,640 USD expected)
Time      0 to 2 weeks, now 1 to 2 weeks
Risk      low, as before
Reviews   product owner is there now, security specialist is there now

Recommendations: 1 added, 1 removed, 1 changed, 1 other the same
  + Do a-4 (architect, blocking, medium)
  - Do a-2 (architect, suggested, medium)
  ~ Do a-1 (architect, suggested, high): priority was medium, other wording
`);
});

const doubtful = epicOf(
  [
    output("architect", [], {
      questions: [
        { id: "q-1", text: "Who?", askedBy: "architect", blocksEstimate: false, assumption: "" },
      ],
    }),
  ],
  {},
  runOf(["architect"]),
);
const burns: EpicResponse["epic"]["riskAssessment"]["risks"][number] = {
  id: "r-1",
  text: "It burns",
  likelihood: 5,
  impact: 5,
  score: 25,
  level: "high",
  owner: "architect",
  mitigatedBy: [],
};
const risky: EpicResponse = {
  ...doubtful,
  epic: { ...doubtful.epic, riskAssessment: { level: "high", risks: [burns] } },
};

test("questions and risks that came or went are listed, money that fell has its sign", () => {
  const text = renderDiff(diffEpics(before, risky), { columns: 80 });
  expect(text).toContain("(-2,640 USD expected)");
  expect(text).toContain("Risk      low, now high");
  expect(text).toContain("Risks: 1 added, 0 removed\n  + high: It burns\n");
  expect(text).toContain("Questions: 1 added, 0 removed\n  + Who?\n");
  expect(renderDiff(diffEpics(risky, before), { columns: 80 })).toContain("  - Who?");
});

function costing(estimatedCost: string, days: number): EpicResponse {
  const effort = { low: days, high: days, expected: days };
  return epicOf([output("architect", [recommendation("a-1", { estimatedCost, effort })])]);
}

test("a cost that changed stands there as it was and as it is, once for money and days", () => {
  const diff = diffEpics(costing("800 USD", 1), costing("1.6k USD", 2));
  const text = renderDiff(diff, { columns: 200 });
  expect(text).toMatch(/~ Do a-1 \(.*\): cost was .*, now [^,]*\n/);
  expect(text).not.toContain("effort");
});
