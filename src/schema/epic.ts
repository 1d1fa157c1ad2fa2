import { z } from "zod";

import { personaOutputSchema, questionSchema } from "./persona.ts";
import { usedPluginSchema } from "./plugin.ts";
import {
  effortSchema,
  personaNameSchema,
  prioritySchema,
  reviewModeSchema,
  schemaVersionSchema,
  verdictSchema,
} from "./vocabulary.ts";

export const riskLevelSchema = z.enum(["low", "medium", "high", "critical"]);
export type RiskLevel = z.infer<typeof riskLevelSchema>;

const rating = z.int().min(1).max(5);

export const riskSchema = z.object({
  id: z.string(),
  text: z.string(),
  likelihood: rating,
  impact: rating,
  /** likelihood × impact. */
  score: z.int().min(1).max(25),
  level: riskLevelSchema,
  owner: personaNameSchema,
  /** Ids of recommendations of this epic. */
  mitigatedBy: z.array(z.string()),
});
export type Risk = z.infer<typeof riskSchema>;

/** Money in whole units of the currency. */
export const moneySchema = z.object({
  low: z.number().nonnegative(),
  high: z.number().nonnegative(),
  expected: z.number().nonnegative(),
});
export type Money = z.infer<typeof moneySchema>;

export const costBreakdownSchema = z.object({
  currency: z.string(),
  /** Per person-day. */
  dayRate: z.number().positive(),
  /** The feature itself, without any advice. */
  baseline: z.object({
    effort: effortSchema,
    cost: moneySchema,
    parts: z.array(
      z.object({
        id: z.string(),
        /** Absent in epics that were made before parts had titles. */
        title: z.string().optional(),
        effort: effortSchema,
      }),
    ),
  }),
  /** The sum of each persona's recommendations. */
  personas: z.array(
    z.object({
      persona: personaNameSchema,
      category: z.string(),
      effort: effortSchema,
      cost: moneySchema,
    }),
  ),
  /** Added for what the description leaves unsaid: a share of the sum above. */
  contingency: z.object({
    share: z.number().nonnegative(),
    effort: effortSchema,
    cost: moneySchema,
  }),
  /** Baseline, personas and contingency together. */
  total: z.object({ effort: effortSchema, cost: moneySchema }),
  /** To run it for a year, not part of the total. */
  runCostPerYear: moneySchema,
  /** Present when the description names a budget. */
  budgetCheck: z
    .object({ budget: z.number(), over: z.number().nonnegative(), couldWait: z.array(z.string()) })
    .optional(),
});
export type CostBreakdown = z.infer<typeof costBreakdownSchema>;

export const durationSchema = z.object({
  /** Whole weeks. */
  lowWeeks: z.int().nonnegative(),
  highWeeks: z.int().nonnegative(),
  /**
   * Working days along the longest chain of dependencies, and its recommendation ids. Where the
   * work on the feature itself, which has no id, lies on the chain, it follows the last of them.
   */
  criticalPathDays: z.number().nonnegative(),
  criticalPath: z.array(z.string()),
  teamSize: z.number().positive(),
  /** Present when the description names a time box. */
  deadlineCheck: z
    .object({
      timeboxWeeks: z.number().nonnegative(),
      /** By how much the upper end lies beyond it. */
      overWeeks: z.number().nonnegative(),
      /** Suggested recommendations below the cut line, the least important first; empty if in time. */
      couldWait: z.array(z.string()),
    })
    .optional(),
});
export type Duration = z.infer<typeof durationSchema>;

export const roadmapPhaseSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** What must be true before the next phase begins. */
  exit: z.string(),
  /** Ids, in an order that respects their dependencies. */
  recommendations: z.array(z.string()),
  /** Person-days, the share of the baseline included and contingency not: that lies in the days. */
  effort: effortSchema,
  /** Working days from the start of the epic. */
  startDay: z.number().nonnegative(),
  endDay: z.number().nonnegative(),
});
export type RoadmapPhase = z.infer<typeof roadmapPhaseSchema>;

/** Two recommendations that cannot both be followed as written. */
export const conflictSchema = z.object({
  id: z.string(),
  between: z.tuple([z.string(), z.string()]),
  personas: z.tuple([personaNameSchema, personaNameSchema]),
  resolution: z.string(),
  decider: personaNameSchema,
});
export type Conflict = z.infer<typeof conflictSchema>;

/** A persona that was planned and gave no review. */
export const gapSchema = z.object({ persona: personaNameSchema, reason: z.string() });

export const epicStatusSchema = z.enum(["completed", "needs-clarification", "partial"]);

export const epicResponseSchema = z.object({
  schemaVersion: schemaVersionSchema,
  epic: z.object({
    id: z.string(),
    title: z.string().min(1),
    description: z.string(),
    priority: prioritySchema,
    /** For people, as in "7 to 11 weeks with 4 people". */
    estimatedDuration: z.string(),
    /** For people, as in "120k-180k USD". */
    budget: z.string(),
    status: epicStatusSchema,
    verdict: verdictSchema,
    /** 0.0 to 1.0: how much of the description was understood. */
    confidence: z.number().min(0).max(1),
    metadata: z.object({
      taskId: z.string(),
      createdAt: z.iso.datetime(),
      completedAt: z.iso.datetime(),
      reviewMode: reviewModeSchema,
      devopsEnforced: z.boolean(),
      /** Milliseconds. */
      totalExecutionTime: z.number().nonnegative(),
      requestedBy: z.string().optional(),
      project: z.string().optional(),
      ticket: z.string().optional(),
      /** Tickets whose lessons the personas were given; absent where there were none. */
      recalled: z
        .array(z.object({ ticket: z.string(), title: z.string(), source: z.string() }))
        .optional(),
      /** Versions of the program and of the knowledge that spoke. */
      program: z.string(),
      rulebook: z.string(),
      /** Who had a hand in it beside the personas, in order; absent where nobody had. */
      plugins: z.array(usedPluginSchema).optional(),
    }),
    personas: z.array(personaOutputSchema),
    implementationRoadmap: z.array(roadmapPhaseSchema),
    totalCostBreakdown: costBreakdownSchema,
    duration: durationSchema,
    riskAssessment: z.object({ level: riskLevelSchema, risks: z.array(riskSchema) }),
    questions: z.array(questionSchema),
    conflicts: z.array(conflictSchema),
    gaps: z.array(gapSchema),
    /** What was noticed about the description itself: characters removed, secrets, injection. */
    warnings: z.array(z.string()),
  }),
  summary: z.object({
    totalRecommendations: z.int().nonnegative(),
    blockingCount: z.int().nonnegative(),
    suggestedCount: z.int().nonnegative(),
    estimatedTotalCost: z.string(),
    personasCompleted: z.int().nonnegative(),
    personasSkipped: z.array(personaNameSchema),
  }),
});
export type EpicResponse = z.infer<typeof epicResponseSchema>;
