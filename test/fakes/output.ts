import type { PersonaOutput, Recommendation } from "../../src/schema/persona.ts";
import type { RunState } from "../../src/schema/run.ts";
import { review } from "./review.ts";

const HASH = "0".repeat(64);

/** A completed review as part of an epic. */
export function output(
  name: string,
  recommendations: readonly Recommendation[] = [],
  rest: Partial<PersonaOutput> = {},
): PersonaOutput {
  const { model, tokens, version, ...said } = review(name);
  return {
    ...said,
    schemaVersion: "2.0",
    persona: { name, reviewOrder: 1, status: "completed", executionTime: 5 },
    recommendations: [...recommendations],
    metadata: { model, tokens, version, source: "rulebook", hash: HASH },
    ...rest,
  };
}

/** A run in which these personas were planned, one after the other. */
export function runOf(plan: readonly string[], rest: Partial<RunState> = {}): RunState {
  const createdAt = "2026-11-20T10:00:00.000Z";
  return {
    schemaVersion: "2.0",
    taskId: "task-1",
    epicId: "epic-1",
    status: "running",
    request: {
      schemaVersion: "2.0",
      description: "Add single sign-on",
      mode: "standard",
      enforceDevops: false,
      options: { cache: "on", excludePersonas: [], customPersonas: {} },
      metadata: {},
    },
    plan: plan.map((name) => [name]),
    currentPersona: "",
    completedPersonas: [],
    personaStates: {},
    checkpoints: [],
    errors: [],
    expenses: [],
    metadata: {
      createdAt,
      updatedAt: createdAt,
      program: "2.0.0",
      configuration: HASH,
      warnings: [],
    },
    ...rest,
  };
}
