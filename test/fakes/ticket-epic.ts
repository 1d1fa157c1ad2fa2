import { type EpicResponse, epicResponseSchema } from "../../src/schema/epic.ts";
import type { PersonaOutput, Recommendation } from "../../src/schema/persona.ts";
import { output } from "./output.ts";
import { recommendation } from "./review.ts";

const days = (low: number, high: number) => ({ low, high, expected: (low + high) / 2 });
const money = (expected: number) => ({ low: expected / 2, high: expected * 2, expected });

/** Written by hand, so that the documents of a ticket do not change with how epics are assessed. */
export function ticketEpic(rest: Partial<EpicResponse["epic"]> = {}): EpicResponse {
  return epicResponseSchema.parse({
    schemaVersion: "2.0",
    epic: { ...EPIC, ...rest },
    summary: {
      totalRecommendations: 9,
      blockingCount: 3,
      suggestedCount: 6,
      estimatedTotalCost: "24k-60k USD",
      personasCompleted: 6,
      personasSkipped: [],
    },
  });
}

function said(
  name: string,
  reviewOrder: number,
  recommendations: readonly Recommendation[],
): PersonaOutput {
  const persona = { name, reviewOrder, status: "completed", executionTime: 5 } as const;
  return output(name, recommendations, { persona });
}

const PERSONAS = [
  said("security-specialist", 3, [
    recommendation("sec-proof", {
      title: "Ask for proof of purchase",
      type: "blocking",
      priority: "critical",
      description:
        'A label is only made for an order of the person who asks.\nBecause: "Customers can return an order" (sentence 1)\nDone when: A label for somebody else\'s order is refused with 403\nReference: OWASP ASVS 5.0 V8.2',
      acceptance: "A label for somebody else's order is refused with 403",
      evidence: [{ quote: "Customers can return an order", sentence: 1 }],
      references: ["OWASP ASVS 5.0 V8.2"],
      dependencies: ["po-window"],
      effort: days(2, 4),
    }),
  ]),
  said("product-owner", 1, [
    recommendation("po-window", {
      title: "Decide how long a return is possible",
      focus: "policy",
      type: "blocking",
      priority: "high",
      description: "State the return window per kind of goods.",
      acceptance: "An order of 31 days ago cannot be returned",
      evidence: [{ quote: "return an order online" }],
      effort: days(1, 2),
    }),
    recommendation("po-label", {
      title: "Let the customer choose how the label comes",
      priority: "high",
      acceptance: "The label comes as a file or as a code",
      dependencies: ["po-window"],
      effort: days(3, 5),
    }),
    recommendation("po-stories", { title: "Keep | cut by slice", priority: "low" }),
  ]),
  said("architect", 2, [
    recommendation("arch-carrier", {
      title: "Put the carrier behind one interface",
      focus: "integration",
      priority: "high",
      description: "Carriers differ in labels and in their failures.",
      acceptance: "A second carrier is added without a change to returns",
      dependencies: ["gone"],
      effort: days(4, 8),
    }),
    recommendation("arch-states", {
      title: "Model a return as a state machine",
      type: "blocking",
      priority: "high",
      acceptance: "An illegal transition is refused",
      effort: days(2, 3),
    }),
  ]),
  said("performance-specialist", 4, [
    recommendation("perf-list", {
      title: "Page the list of returns",
      acceptance: "10,000 returns list in 300 ms",
    }),
  ]),
  said("accessibility-advocate", 5, [
    recommendation("a11y-label", {
      title: "Give the label a text alternative",
      references: ["WCAG 2.2 1.1.1"],
    }),
  ]),
  said("devops-engineer", 6, [
    recommendation("ops-flag", {
      title: "Ship behind a flag",
      acceptance: "The flag turns it off within a minute",
    }),
  ]),
];

const EPIC = {
  id: "epic-7k3m",
  title: "Returns online",
  description: "Customers can return an order online.\nThey print a label.",
  priority: "high",
  estimatedDuration: "4 to 7 weeks with 3 people",
  budget: "24k-60k USD",
  status: "completed",
  verdict: "CONCERNS",
  confidence: 0.724,
  metadata: {
    taskId: "task-1",
    createdAt: "2026-11-20T09:00:00.000Z",
    completedAt: "2026-11-20T09:00:01.000Z",
    reviewMode: "standard",
    devopsEnforced: false,
    totalExecutionTime: 900,
    program: "2.0.0",
    rulebook: "1",
  },
  personas: PERSONAS,
  implementationRoadmap: [
    {
      id: "decide",
      title: "Decide",
      exit: "The return window is agreed",
      recommendations: ["po-window", "sec-proof", "arch-states"],
      effort: days(5, 9),
      startDay: 0,
      endDay: 4,
    },
    {
      id: "build",
      title: "Build",
      exit: "A return works end to end",
      recommendations: [
        "arch-carrier",
        "forgotten",
        "po-label",
        "perf-list",
        "a11y-label",
        "ops-flag",
      ],
      effort: days(20, 40),
      startDay: 4,
      endDay: 20,
    },
    {
      id: "improve",
      title: "Improve",
      exit: "Nothing is left",
      recommendations: [],
      effort: days(0, 0),
      startDay: 20,
      endDay: 20,
    },
  ],
  totalCostBreakdown: {
    currency: "USD",
    dayRate: 800,
    baseline: {
      effort: days(14, 30),
      cost: money(17_600),
      parts: [
        { id: "base-web", title: "Web pages and forms", effort: days(10, 20) },
        { id: "base-api", effort: days(4, 10) },
      ],
    },
    personas: [
      {
        persona: "product-owner",
        category: "discovery-and-policy",
        effort: days(4, 7),
        cost: money(4400),
      },
      {
        persona: "architect",
        category: "design-and-build",
        effort: days(6, 11),
        cost: money(6800),
      },
    ],
    contingency: { share: 0.2, effort: days(5, 10), cost: money(6000) },
    total: { effort: days(29, 58), cost: money(34_800) },
    runCostPerYear: money(7000),
  },
  duration: {
    lowWeeks: 4,
    highWeeks: 7,
    criticalPathDays: 12,
    criticalPath: ["po-window", "po-label"],
    teamSize: 3,
  },
  riskAssessment: {
    level: "high",
    risks: [
      {
        id: "risk-fraud",
        text: "Labels are made for orders of others",
        likelihood: 2,
        impact: 4,
        score: 8,
        level: "medium",
        owner: "security-specialist",
        mitigatedBy: ["sec-proof"],
      },
      {
        id: "risk-carrier",
        text: "The carrier is down at peak",
        likelihood: 4,
        impact: 3,
        score: 12,
        level: "high",
        owner: "architect",
        mitigatedBy: [],
      },
    ],
  },
  questions: [
    {
      id: "q-who-pays",
      text: "Who pays for the label?",
      askedBy: "product-owner",
      blocksEstimate: true,
      assumption: "The shop pays",
    },
    { id: "q-abroad", text: "Are returns from abroad possible?", askedBy: "architect" },
  ],
  conflicts: [
    {
      id: "conflict-1",
      between: ["po-label", "sec-proof"],
      personas: ["product-owner", "security-specialist"],
      resolution: "Ask for proof only where the label is sent to a new address",
      decider: "product-owner",
    },
  ],
  gaps: [],
  warnings: [],
};
