import type { WorkflowError } from "../schema/error.ts";
import type { Expense } from "../schema/expense.ts";
import type { ReviewSource } from "../schema/persona.ts";
import type { Checkpoint, PersonaState, RunEvent, RunState, RunSummary } from "../schema/run.ts";
import { SCHEMA_VERSION } from "../schema/words.ts";
import { EpicError } from "./errors.ts";

export type Level = readonly string[];

/**
 * The run after all of these checkpoints: the first one starts it, each later one changes it.
 * `description` is the body that the first one names by hash.
 */
export function replay(checkpoints: readonly Checkpoint[], description: string): RunState {
  const [first, ...rest] = checkpoints;
  if (!first) throw new EpicError("STORAGE_ERROR", "A run without checkpoints cannot be read");
  return rest.reduce(applyCheckpoint, startRun(first, description));
}

/** The run as its first checkpoint leaves it. */
export function startRun(checkpoint: Checkpoint, description: string): RunState {
  const { event, taskId, createdAt } = checkpoint;
  if (event.kind !== "started") {
    throw new EpicError("STORAGE_ERROR", `Run ${taskId} does not begin with its start`);
  }
  const { epicId, request, plan, program, configuration, warnings } = event;
  const pending = plan.flat().map((name) => [name, { status: "pending" } as const]);
  const state: RunState = {
    schemaVersion: SCHEMA_VERSION,
    taskId,
    epicId,
    status: "running",
    request: { ...request, description },
    plan,
    currentPersona: "",
    completedPersonas: [],
    personaStates: Object.fromEntries(pending),
    checkpoints: [],
    errors: [],
    expenses: [],
    metadata: { createdAt, updatedAt: createdAt, program, configuration, warnings },
  };
  return remember(state, checkpoint);
}

/** Pure: the state before is left as it was. */
export function applyCheckpoint(state: RunState, checkpoint: Checkpoint): RunState {
  return remember(applyEvent(state, checkpoint.event), checkpoint);
}

function remember(state: RunState, { id, sequence, reason, createdAt }: Checkpoint): RunState {
  return {
    ...state,
    currentPersona: currentPersona(state),
    completedPersonas: state.plan
      .flat()
      .filter((name) => state.personaStates[name]?.status === "completed"),
    checkpoints: [...state.checkpoints, { id, sequence, reason }],
    metadata: { ...state.metadata, updatedAt: createdAt },
  };
}

function applyEvent(state: RunState, event: RunEvent): RunState {
  switch (event.kind) {
    case "started":
      throw new EpicError("STORAGE_ERROR", `Run ${state.taskId} starts twice`);
    case "began":
      return withPersonas(state, event.personas, { status: "running" });
    case "progressed": {
      const { persona, progress } = event;
      return withPersonas(state, [persona], { status: "running", progress });
    }
    case "reviewed": {
      const { persona, review, expenses } = event;
      return withPersonas(withExpenses(state, expenses), [persona], {
        status: "completed",
        ...review,
      });
    }
    case "failed": {
      const { persona, attempts, error, expenses } = event;
      const failed = withPersonas(withExpenses(state, expenses), [persona], {
        status: "failed",
        attempts,
        reason: error.message,
      });
      return withError(failed, error);
    }
    case "stopped":
      return { ...withExpenses(state, event.expenses), status: event.status };
    case "resumed":
      return restart(withChanges(state, event));
    case "finished":
      return { ...state, status: "completed", epic: event.epic };
  }
}

function withPersonas(state: RunState, names: readonly string[], next: PersonaState): RunState {
  const changed = Object.fromEntries(names.map((name) => [name, next]));
  return { ...state, personaStates: { ...state.personaStates, ...changed } };
}

function withError(state: RunState, error: WorkflowError): RunState {
  return { ...state, errors: [...state.errors, error] };
}

function withExpenses(state: RunState, expenses: readonly Expense[] = []): RunState {
  return expenses.length === 0 ? state : { ...state, expenses: [...state.expenses, ...expenses] };
}

function withChanges(
  state: RunState,
  { cache, maxCost, maxTokens }: Extract<RunEvent, { kind: "resumed" }>,
): RunState {
  const { request } = state;
  const options = {
    ...request.options,
    ...(cache !== undefined && { cache }),
    ...(maxCost !== undefined && { maxCost }),
    ...(maxTokens !== undefined && { maxTokens }),
  };
  return { ...state, request: { ...request, options } };
}

/** What a dead process left running, and what failed, is asked again; what completed is kept. */
function restart(state: RunState): RunState {
  const unfinished = Object.entries(state.personaStates)
    .filter(([, persona]) => persona.status !== "completed")
    .map(([name]) => name);
  return withPersonas({ ...state, status: "running" }, unfinished, { status: "pending" });
}

function currentPersona({ plan, personaStates, status }: RunState): string {
  if (status === "completed") return "";
  const names = plan.flat();
  const at = (wanted: PersonaState["status"]) =>
    names.find((name) => personaStates[name]?.status === wanted);
  return at("running") ?? at("pending") ?? "";
}

/** What is left to do. A resumed run and a fresh one take the same path through here. */
export function pendingLevels({ plan, personaStates }: RunState): readonly Level[] {
  return plan
    .map((level) => level.filter((name) => personaStates[name]?.status === "pending"))
    .filter((level) => level.length > 0);
}

/** A persona that has answered: its review by hash, and how that came about. */
export interface CompletedPersona {
  readonly name: string;
  readonly hash: string;
  readonly source: ReviewSource;
  /** Milliseconds. */
  readonly executionTime: number;
}

/** In plan order, whatever order they finished in: nothing may depend on luck. */
export function completedPersonas({ plan, personaStates }: RunState): readonly CompletedPersona[] {
  return plan.flat().flatMap((name) => {
    const persona = personaStates[name];
    if (persona?.status !== "completed") return [];
    const { output, source, executionTime } = persona;
    return [{ name, hash: output, source, executionTime }];
  });
}

/** Completed personas of the levels before the one that holds `name`: what it may see. */
export function upstreamOf(state: RunState, name: string): readonly CompletedPersona[] {
  const level = state.plan.findIndex((names) => names.includes(name));
  const before = new Set(state.plan.slice(0, level).flat());
  return completedPersonas(state).filter((persona) => before.has(persona.name));
}

export function summarizeRun(state: RunState, title: string): RunSummary {
  const last = state.checkpoints.at(-1);
  return {
    taskId: state.taskId,
    epicId: state.epicId,
    title,
    status: state.status,
    mode: state.request.mode,
    ...(state.request.metadata.project !== undefined && {
      project: state.request.metadata.project,
    }),
    createdAt: state.metadata.createdAt,
    updatedAt: state.metadata.updatedAt,
    checkpointId: last?.id ?? "",
    sequence: last?.sequence ?? 1,
  };
}
