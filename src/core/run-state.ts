import type { ReviewSource } from "../schema/persona.ts";
import type { Checkpoint, PersonaState, RunState, RunSummary } from "../schema/run.ts";
import { SCHEMA_VERSION } from "../schema/words.ts";
import { applyEvent } from "./apply-event.ts";
import { EpicError } from "./errors.ts";

/** Personas that may review at once. */
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
  const { epicId, request, plan, program, configuration, warnings, parent } = event;
  const pending = plan.flat().map((name) => [name, { status: "pending" } as const]);
  const state: RunState = {
    schemaVersion: SCHEMA_VERSION,
    taskId,
    epicId,
    status: "running",
    request: { ...request, description },
    ...(parent && { parent: { taskId: parent.taskId, checkpointId: parent.checkpointId } }),
    plan,
    currentPersona: "",
    completedPersonas: [],
    personaStates: { ...Object.fromEntries(pending), ...parent?.personas },
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

function currentPersona({ plan, personaStates, status }: RunState): string {
  if (status === "completed") return "";
  const names = plan.flat();
  const at = (wanted: PersonaState["status"]) =>
    names.find((name) => personaStates[name]?.status === wanted);
  return at("running") ?? at("waiting") ?? at("pending") ?? "";
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

/** Who completed in a later level than `name`, and so has seen what it said, or that it said nothing. */
export function laterThan(state: RunState, name: string): readonly string[] {
  const level = state.plan.findIndex((names) => names.includes(name));
  const after = new Set(state.plan.slice(level + 1).flat());
  return state.completedPersonas.filter((completed) => after.has(completed));
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
    ...(state.parent && { parent: state.parent.checkpointId }),
  };
}
