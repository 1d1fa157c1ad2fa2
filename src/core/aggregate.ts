import type { EpicResponse } from "../schema/epic.ts";
import type { PersonaOutput } from "../schema/persona.ts";
import type { RunState } from "../schema/run.ts";
import { SCHEMA_VERSION } from "../schema/words.ts";
import type { Assessment } from "./assessment.ts";
import { findConflicts } from "./conflicts.ts";
import { breakDownCost } from "./cost.ts";
import { formatDuration, planDuration } from "./duration.ts";
import { findGaps } from "./gaps.ts";
import { formatMoney } from "./money.ts";
import { mergeQuestions } from "./questions.ts";
import { reconcile } from "./reconcile.ts";
import { assessRisk } from "./risk.ts";
import { planRoadmap } from "./roadmap.ts";
import { epicVerdict } from "./verdict.ts";

export interface Aggregation {
  readonly state: RunState;
  /** In any order. */
  readonly outputs: readonly PersonaOutput[];
  readonly assessment: Assessment;
  /** ISO 8601. */
  readonly completedAt: string;
  /** Versions of the program and of the knowledge that spoke. */
  readonly program: string;
  readonly rulebook: string;
}

/** One epic out of its reviews. Never throws, whatever a model answered. */
export function aggregate(aggregation: Aggregation): EpicResponse {
  const { state, assessment } = aggregation;
  const completed = aggregation.outputs.filter(({ persona }) => persona.status === "completed");
  const personas = reconcile(completed, assessment.rates);
  const gaps = findGaps(
    state,
    personas.map(({ persona }) => persona.name),
  );
  const cost = breakDownCost(personas, assessment);
  const { duration, workingDays } = planDuration(personas, cost, assessment);
  const recommendations = personas.flatMap((output) => output.recommendations);
  const ids = new Set(recommendations.map(({ id }) => id));
  const late = (duration.deadlineCheck?.overWeeks ?? 0) > 0;
  const blocking = recommendations.filter(({ type }) => type === "blocking").length;
  const budget = formatMoney(cost.total.cost, cost.currency);
  const { confidence, priority, title, vague } = assessment;
  return {
    schemaVersion: SCHEMA_VERSION,
    epic: {
      id: state.epicId,
      title,
      description: state.request.description,
      priority,
      estimatedDuration: formatDuration(duration),
      budget,
      status: gaps.length > 0 ? "partial" : vague ? "needs-clarification" : "completed",
      verdict: epicVerdict({
        verdicts: personas.map(({ verdict }) => verdict),
        gaps: gaps.length,
        vague,
      }),
      confidence,
      metadata: describeRun(aggregation, personas),
      personas,
      implementationRoadmap: planRoadmap(personas, cost.baseline.effort, workingDays, assessment),
      totalCostBreakdown: cost,
      duration,
      riskAssessment: assessRisk(assessment.risks, { ids, late }),
      questions: mergeQuestions(personas, assessment.questionLimit),
      conflicts: findConflicts(personas, assessment.conflicts),
      gaps,
      warnings: [
        ...state.metadata.warnings,
        ...assessment.warnings,
        ...stoodIn(personas),
        ...unestimated(personas),
      ],
    },
    summary: {
      totalRecommendations: recommendations.length,
      blockingCount: blocking,
      suggestedCount: recommendations.length - blocking,
      estimatedTotalCost: budget,
      personasCompleted: personas.length,
      personasSkipped: gaps.map(({ persona }) => persona),
    },
  };
}

function describeRun(
  { state, completedAt, program, rulebook }: Aggregation,
  personas: readonly PersonaOutput[],
): EpicResponse["epic"]["metadata"] {
  const { mode, enforceDevops, metadata, recalled } = state.request;
  const { requestedBy, project, ticket } = metadata;
  return {
    taskId: state.taskId,
    createdAt: state.metadata.createdAt,
    completedAt,
    reviewMode: mode,
    devopsEnforced: enforceDevops,
    // Work, not wall time: a run that was resumed days later did not take days.
    totalExecutionTime: personas.reduce((sum, { persona }) => sum + persona.executionTime, 0),
    ...(requestedBy !== undefined && { requestedBy }),
    ...(project !== undefined && { project }),
    ...(ticket !== undefined && { ticket }),
    ...(recalled && {
      recalled: recalled.map(({ ticket: key, title, source }) => ({ ticket: key, title, source })),
    }),
    program,
    rulebook,
  };
}

/** Whoever reads the epic has to know whose word it is. */
function stoodIn(personas: readonly PersonaOutput[]): string[] {
  return personas.flatMap(({ persona, metadata }) => {
    if (metadata.source === "fallback") {
      return [`Who answers for ${persona.name} failed; ${metadata.model} stood in`];
    }
    if (metadata.source !== "stale-cache") return [];
    return [`Who answers for ${persona.name} failed; an outdated answer of the cache stands in`];
  });
}

/** A sum that leaves something out must say so. */
function unestimated(personas: readonly PersonaOutput[]): string[] {
  return personas.flatMap(({ persona, recommendations }) => {
    const without = recommendations.filter(({ effort }) => !effort).length;
    if (without === 0) return [];
    const what = without === 1 ? "1 recommendation" : `${without} recommendations`;
    return [`The estimate leaves out ${what} of ${persona.name} without an effort`];
  });
}
