import type { Expense } from "../schema/expense.ts";
import type { PersonaState, RunEvent, RunState } from "../schema/run.ts";
import { EpicError } from "./errors.ts";

/** What one event makes of a run. Pure: the state before is left as it was. */
export function applyEvent(state: RunState, event: RunEvent): RunState {
  if (isWork(event)) return work(state, event);
  switch (event.kind) {
    case "started":
      throw new EpicError("STORAGE_ERROR", `Run ${state.taskId} starts twice`);
    case "reviewed":
      return complete(state, event);
    case "failed":
      return fail(state, event);
    case "stopped":
      return { ...withExpenses(state, event.expenses), status: event.status };
    case "resumed":
      return resume(state, event);
    case "reopened":
      return reopen(state, event);
    case "finished":
      return { ...state, status: "completed", epic: event.epic };
  }
}

function withPersonas(state: RunState, names: readonly string[], next: PersonaState): RunState {
  const changed = Object.fromEntries(names.map((name) => [name, next]));
  return { ...state, personaStates: { ...state.personaStates, ...changed } };
}

type Event<Kind extends RunEvent["kind"]> = Extract<RunEvent, { kind: Kind }>;

type Work = Event<"began" | "progressed" | "waits">;

function isWork(event: RunEvent): event is Work {
  return event.kind === "began" || event.kind === "progressed" || event.kind === "waits";
}

function work(state: RunState, event: Work): RunState {
  if (event.kind === "began") return withPersonas(state, event.personas, { status: "running" });
  const now: PersonaState =
    event.kind === "waits"
      ? { status: "waiting", reason: event.reason }
      : { status: "running", progress: event.progress };
  return withPersonas(state, [event.persona], now);
}

function complete(
  state: RunState,
  { persona, review, expenses, outdated = [] }: Event<"reviewed">,
): RunState {
  const paid = withExpenses(state, expenses);
  const completed = withPersonas(paid, [persona], { status: "completed", ...review });
  return withPersonas(completed, outdated, { status: "pending" });
}

function fail(state: RunState, { persona, attempts, error, expenses }: Event<"failed">): RunState {
  const failed = { status: "failed", attempts, reason: error.message } as const;
  const paid = withExpenses(state, expenses);
  return { ...withPersonas(paid, [persona], failed), errors: [...state.errors, error] };
}

function withExpenses(state: RunState, expenses: readonly Expense[] = []): RunState {
  return expenses.length === 0 ? state : { ...state, expenses: [...state.expenses, ...expenses] };
}

function withOptions(
  state: RunState,
  { cache, allowStale, maxCost, maxTokens }: Event<"resumed" | "reopened">,
): RunState {
  const { request } = state;
  const options = {
    ...request.options,
    ...(cache !== undefined && { cache }),
    ...(allowStale !== undefined && { allowStale }),
    ...(maxCost !== undefined && { maxCost }),
    ...(maxTokens !== undefined && { maxTokens }),
  };
  return { ...state, request: { ...request, options } };
}

/** What a dead process left running, and what failed. */
function unfinished({ personaStates }: RunState): readonly string[] {
  return Object.entries(personaStates)
    .filter(([, persona]) => persona.status !== "completed")
    .map(([name]) => name);
}

function resume(state: RunState, event: Event<"resumed">): RunState {
  return askAgain(withOptions(state, event), event.personas ?? unfinished(state));
}

function askAgain(state: RunState, names: readonly string[]): RunState {
  return withPersonas({ ...state, status: "running" }, names, { status: "pending" });
}

/** The epic that was made before is no longer that of the run; its checkpoint keeps it. */
function reopen(state: RunState, event: Event<"reopened">): RunState {
  const { plan, personas, under } = event;
  const { epic: _epic, ...rest } = withOptions(state, event);
  const planned = new Set(plan.flat());
  const kept = Object.entries(state.personaStates).filter(([name]) => planned.has(name));
  const metadata = { ...state.metadata, ...under };
  const branch = (state.branch ?? 0) + 1;
  const personaStates = Object.fromEntries(kept);
  return askAgain({ ...rest, branch, plan, personaStates, metadata }, personas);
}
