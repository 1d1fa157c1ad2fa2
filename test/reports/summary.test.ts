import { expect, test } from "vitest";

import { renderSummary } from "../../src/reports/summary.ts";
import { minimalEpic } from "./epics/minimal.ts";

/** What the summary says of money and time where so much was understood. */
function figures(confidence: number): string[] {
  const { epic, ...rest } = minimalEpic();
  const lines = renderSummary({ ...rest, epic: { ...epic, confidence } }, { columns: 80 });
  return lines.split("\n").filter((line) => /^(?:Cost|Time) /.test(line));
}

test("figures of a description that says hardly anything are told to be rough", () => {
  expect(figures(0.39)).toEqual([
    "Cost      about 8.8k-18k USD, order of magnitude (with 10% contingency)",
    "Time      about 1 to 2 weeks with 3 people, order of magnitude",
  ]);
  expect(figures(0.4)).toEqual([
    "Cost      8.8k-18k USD (with 10% contingency)",
    "Time      1 to 2 weeks with 3 people",
  ]);
});
