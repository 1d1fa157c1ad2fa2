import { expect, test } from "vitest";

import { roadmapChart } from "../../src/reports/mermaid.ts";

const phase = (title: string, startDay: number, endDay: number) => ({
  id: title,
  title,
  exit: "",
  recommendations: [],
  effort: { low: 0, expected: 0, high: 0 },
  startDay,
  endDay,
});

test("phases become bars that count working days from 0", () => {
  expect(roadmapChart([phase("Decide: policy & data", 0, 4.4), phase("section", 4.4, 12)])).toBe(
    [
      "```mermaid",
      "gantt",
      "  title Working days from the start",
      "  dateFormat x",
      "  axisFormat %Q",
      "  todayMarker off",
      "  1. Decide policy and data :phase1, 0, 4",
      "  2. section :phase2, 4, 12",
      "```",
    ].join("\n"),
  );
});

test("a phase that takes no day has no bar, and without bars there is no chart", () => {
  expect(roadmapChart([phase("Nothing", 0, 0.2)])).toBe("");
});

test("a phase of which nothing can be written is called a phase", () => {
  expect(roadmapChart([phase(";#:", 0, 1)])).toContain("  1. Phase :phase1, 0, 1");
});
