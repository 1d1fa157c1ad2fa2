import type { EpicResponse } from "../../../src/schema/epic.ts";
import { enterpriseReviews } from "./enterprise-reviews.ts";
import { blankEpic, counted, days } from "./parts.ts";

const DESCRIPTION = `Clinics want patients to check in on a tablet in the waiting room.

A patient scans the insurance card, confirms the address & phone number,
and answers up to 12 questions about the visit. Reception sees who has arrived.
- Patients without a card go to the desk.
- Answers are kept for ten years.
Launch in 8 weeks; the budget is 120,000 USD.`;

const breakdown: EpicResponse["epic"]["totalCostBreakdown"] = {
  currency: "USD",
  dayRate: 800,
  baseline: {
    effort: days(60, 96.7, 115),
    cost: { low: 48_000, expected: 77_360, high: 92_000 },
    parts: [
      { id: "base-web", title: "Web pages & forms", effort: days(40, 64.7, 75) },
      { id: "base-api", title: "Programming interface (API)", effort: days(20, 32, 40) },
    ],
  },
  personas: [
    ["product-owner", 1, 1.7, 2],
    ["architect", 4, 6.7, 8],
    ["security-specialist", 3, 5, 6],
    ["accessibility-advocate", 1, 1.7, 2],
    ["devops-engineer", 0, 0, 0],
  ].map(([persona, low, expected, high]) => ({
    persona: String(persona),
    category: "",
    effort: days(Number(low), Number(expected), Number(high)),
    cost: { low: Number(low) * 800, expected: Number(expected) * 800, high: Number(high) * 800 },
  })),
  contingency: {
    share: 0.2,
    effort: days(13.8, 22.4, 26.6),
    cost: { low: 11_040, expected: 17_888, high: 21_280 },
  },
  total: {
    effort: days(82.8, 134.2, 159.6),
    cost: { low: 66_240, expected: 107_328, high: 127_680 },
  },
  runCostPerYear: { low: 16_560, expected: 26_832, high: 31_920 },
  budgetCheck: { budget: 100_000, over: 7328, couldWait: ["ac-reach"] },
};

/** A review with nearly everything that an epic can hold. */
export function enterpriseEpic(): EpicResponse {
  const blank = blankEpic();
  const personas = enterpriseReviews();
  return counted({
    ...blank,
    epic: {
      ...blank.epic,
      title: "Patient check-in on a tablet in the waiting room",
      description: DESCRIPTION,
      priority: "high",
      estimatedDuration: "7 to 11 weeks with 6 people",
      budget: "66k-128k USD",
      status: "partial",
      verdict: "BLOCKED",
      confidence: 0.72,
      metadata: {
        ...blank.epic.metadata,
        reviewMode: "enterprise",
        devopsEnforced: true,
        totalExecutionTime: 184_250,
        requestedBy: "Ada Example",
        project: "clinic-portal",
        ticket: "AEC-456",
      },
      personas,
      implementationRoadmap: [
        {
          id: "decide",
          title: "Decide: policy & data",
          exit: "Every blocking decision has an owner and a date.",
          recommendations: ["po-desk-path", "se-legal-basis"],
          effort: days(3, 5, 6),
          startDay: 0,
          endDay: 4.4,
        },
        {
          id: "build",
          title: "Build",
          exit: "The feature passes its acceptance tests.",
          recommendations: ["ar-offline", "se-session-end", "ac-reach"],
          effort: days(66, 106.8, 127),
          startDay: 4.4,
          endDay: 40,
        },
      ],
      totalCostBreakdown: breakdown,
      duration: {
        lowWeeks: 7,
        highWeeks: 11,
        criticalPathDays: 12,
        criticalPath: ["po-desk-path", "ar-offline"],
        teamSize: 6,
        deadlineCheck: { timeboxWeeks: 8, overWeeks: 3, couldWait: ["ac-reach"] },
      },
      riskAssessment: {
        level: "critical",
        risks: [
          {
            id: "network",
            text: "The clinic's network fails and check-in stops.",
            likelihood: 4,
            impact: 3,
            score: 12,
            level: "high",
            owner: "architect",
            mitigatedBy: ["ar-offline"],
          },
          {
            id: "leak",
            text: "Health answers are shown to the wrong person.",
            likelihood: 4,
            impact: 5,
            score: 20,
            level: "critical",
            owner: "security-specialist",
            mitigatedBy: ["se-session-end", "se-legal-basis"],
          },
          {
            id: "adoption",
            text: "Patients prefer the desk.",
            likelihood: 2,
            impact: 2,
            score: 4,
            level: "low",
            owner: "product-owner",
            mitigatedBy: [],
          },
        ],
      },
      questions: [
        {
          id: "q-language",
          text: "Which languages do patients need?",
          askedBy: "accessibility-advocate",
          blocksEstimate: false,
          assumption: "One language.",
        },
        {
          id: "q-volume",
          text: "How many patients check in at the busiest clinic in an hour?",
          askedBy: "performance-specialist",
          blocksEstimate: true,
          assumption: "At most 60.",
        },
      ],
      conflicts: [
        {
          id: "offline-against-clear",
          between: ["ar-offline", "se-session-end"],
          personas: ["architect", "security-specialist"],
          resolution: "Hold unsent answers encrypted, apart from what the screen can show.",
          decider: "security-specialist",
        },
      ],
      gaps: [
        { persona: "performance-specialist", reason: "No answer within 30 s, after 4 attempts" },
      ],
      warnings: ["2 invisible characters were removed from the description."],
    },
    summary: { ...blank.summary, personasSkipped: ["performance-specialist"] },
  });
}
