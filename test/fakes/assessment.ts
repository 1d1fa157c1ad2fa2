import type { Assessment } from "../../src/core/assessment.ts";

/** The plainest assessment there is: a baseline of ten days, one phase, no risks. */
export function assessment(rest: Partial<Assessment> = {}): Assessment {
  return {
    title: "An epic",
    confidence: 0.8,
    vague: false,
    priority: "medium",
    baseline: [
      { id: "base-web", title: "Web pages and forms", effort: { low: 8, high: 11, expected: 10 } },
    ],
    rates: { currency: "USD", dayRate: 800, dayRates: {} },
    margins: { contingency: 0.1, runCost: 0.2, weeks: { low: 0.85, high: 1.2 }, spread: 1 },
    team: { size: 4, efficiency: 0.9, focusFactor: 0.7 },
    risks: {
      candidates: [],
      levels: [
        { from: 15, level: "critical" },
        { from: 10, level: "high" },
        { from: 5, level: "medium" },
        { from: 1, level: "low" },
      ],
      escalateAt: 3,
    },
    conflicts: [],
    phases: [{ id: "build", title: "Build", exit: "Done", rules: [], holds: [], baseline: true }],
    limits: {},
    questionLimit: 7,
    warnings: [],
    ...rest,
  };
}
