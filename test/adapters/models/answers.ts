/** A review as a model sends it that does all it was asked for. */
export const GOOD = {
  verdict: "CONCERNS",
  insights: ["The order history is the hard part."],
  recommendations: [
    {
      id: "own-orders-only",
      title: "Show each customer their own orders only",
      type: "blocking",
      priority: "high",
      description: "Check the owner on the server.",
      focus: "all",
      dependencies: [],
      evidence: [{ quote: "sign-on" }],
      acceptance: "A test with two customers",
      references: ["WCAG 2.2 SC 1.4.3"],
      estimatedCost: "2 days",
      effort: { low: 1, expected: 2, high: 3 },
    },
  ],
  questions: [],
  costAnalysis: { category: "effort", amount: "1.6k USD" },
  confidence: 0.8,
  coverage: [],
};

export const good = (rest: object = {}): string => JSON.stringify({ ...GOOD, ...rest });

/** The same with something in its one recommendation that is wrong. */
export const flawed = (rest: object): string =>
  good({ recommendations: [{ ...GOOD.recommendations[0], ...rest }] });

/** Something said of every mark that a prompt may hold. */
export const SEEN = ["M", "R"].flatMap((letter) =>
  Array.from({ length: 40 }, (_, at) => ({ topic: `${letter}${at + 1}`, by: [], note: "seen" })),
);
