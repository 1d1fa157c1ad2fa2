import { createHash } from "node:crypto";

import type { EpicResponse } from "../../../src/schema/epic.ts";
import type { PersonaOutput, Recommendation } from "../../../src/schema/persona.ts";

/** Figures whose low, expected and high lie in the usual ratio. */
export const days = (low: number, expected: number, high: number) => ({ low, expected, high });

export function advice(
  part: Pick<Recommendation, "id" | "title"> & Partial<Recommendation>,
): Recommendation {
  return {
    type: "suggested",
    priority: "medium",
    estimatedCost: "800-1.6k USD (1-2 person-days)",
    description: "",
    dependencies: [],
    evidence: [],
    acceptance: "",
    references: [],
    facts: [],
    effort: days(1, 1.7, 2),
    ...part,
  };
}

export function review(
  name: string,
  reviewOrder: number,
  part: Partial<Omit<PersonaOutput, "persona" | "metadata">> & {
    source?: PersonaOutput["metadata"]["source"];
    model?: string;
  },
): PersonaOutput {
  const { source = "rulebook", model = "rulebook", ...rest } = part;
  return {
    schemaVersion: "2.0",
    persona: { name, reviewOrder, status: "completed", executionTime: 12 * reviewOrder },
    verdict: "READY",
    insights: [],
    recommendations: [],
    questions: [],
    costAnalysis: { category: "general", amount: "0 USD" },
    confidence: 0.8,
    ...rest,
    metadata: {
      model,
      tokens: source === "model" ? 12_345 : 0,
      version: "2.0.0",
      source,
      hash: createHash("sha256").update(name).digest("hex"),
    },
  };
}

const nothing = { low: 0, high: 0, expected: 0 };

/** A finished epic in which nothing was said, to be filled. */
export function blankEpic(): EpicResponse {
  return {
    schemaVersion: "2.0",
    epic: {
      id: "epic-7f3a9c21",
      title: "Dark mode for the settings page",
      description: "Add a dark mode to the settings page of the web app.",
      priority: "low",
      estimatedDuration: "1 to 2 weeks with 3 people",
      budget: "8.8k-18k USD",
      status: "completed",
      verdict: "READY",
      confidence: 0.86,
      metadata: {
        taskId: "run-20261120-4c1d",
        createdAt: "2026-11-20T14:03:22.104Z",
        completedAt: "2026-11-20T14:03:22.391Z",
        reviewMode: "mvp",
        devopsEnforced: false,
        totalExecutionTime: 287,
        program: "2.0.0",
        rulebook: "1.4.0",
      },
      personas: [],
      implementationRoadmap: [],
      totalCostBreakdown: {
        currency: "USD",
        dayRate: 800,
        baseline: {
          effort: days(10, 15, 20),
          cost: { low: 8000, high: 16_000, expected: 12_000 },
          parts: [],
        },
        personas: [],
        contingency: {
          share: 0.1,
          effort: days(1, 1.5, 2),
          cost: { low: 800, high: 1600, expected: 1200 },
        },
        total: {
          effort: days(11, 16.5, 22),
          cost: { low: 8800, high: 17_600, expected: 13_200 },
        },
        runCostPerYear: nothing,
      },
      duration: {
        lowWeeks: 1,
        highWeeks: 2,
        criticalPathDays: 0,
        criticalPath: [],
        teamSize: 3,
      },
      riskAssessment: { level: "low", risks: [] },
      questions: [],
      conflicts: [],
      gaps: [],
      warnings: [],
    },
    summary: {
      totalRecommendations: 0,
      blockingCount: 0,
      suggestedCount: 0,
      estimatedTotalCost: "8.8k-18k USD",
      personasCompleted: 0,
      personasSkipped: [],
    },
  };
}

/** The counts that follow from the reviews, filled in. */
export function counted(response: EpicResponse): EpicResponse {
  const all = response.epic.personas.flatMap(({ recommendations }) => recommendations);
  const blockingCount = all.filter(({ type }) => type === "blocking").length;
  return {
    ...response,
    summary: {
      ...response.summary,
      totalRecommendations: all.length,
      blockingCount,
      suggestedCount: all.length - blockingCount,
      personasCompleted: response.epic.personas.length,
    },
  };
}
