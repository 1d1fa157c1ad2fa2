import type { PersonaState, RunState } from "../../src/schema/run.ts";
import { request } from "./coordinator.ts";

const HASH = "a".repeat(64);
const AT = "2026-11-20T09:00:00.000Z";

const STATES: Readonly<Record<PersonaState["status"], PersonaState>> = {
  pending: { status: "pending" },
  running: { status: "running" },
  waiting: { status: "waiting", reason: "A person was asked" },
  failed: { status: "failed", attempts: 1, reason: "No answer" },
  completed: {
    status: "completed",
    output: HASH,
    source: "model",
    executionTime: 1,
    attempts: 1,
  },
};

/** A run in which each persona stands as told. */
export function runState(
  plan: readonly (readonly string[])[],
  statuses: Readonly<Record<string, PersonaState["status"]>>,
): RunState {
  const names = plan.flat();
  return {
    schemaVersion: "2.0",
    taskId: "task-1",
    epicId: "epic-1",
    status: "running",
    request: request(),
    plan: plan.map((level) => [...level]),
    currentPersona: "",
    completedPersonas: names.filter((name) => statuses[name] === "completed"),
    personaStates: Object.fromEntries(
      names.map((name) => [name, STATES[statuses[name] ?? "pending"]]),
    ),
    checkpoints: [{ id: "cp-1", sequence: 1, reason: "before" }],
    errors: [],
    expenses: [],
    metadata: { createdAt: AT, updatedAt: AT, program: "2.0.0", configuration: HASH, warnings: [] },
  };
}
