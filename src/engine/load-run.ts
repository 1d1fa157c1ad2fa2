import { EpicError } from "../core/errors.ts";
import { replay } from "../core/run-state.ts";
import type { StateStore } from "../ports/state-store.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { Checkpoint, RunState } from "../schema/run.ts";

/** The run that a reference belongs to, as its last checkpoint left it. */
export async function loadRun(store: StateStore, reference: string): Promise<RunState> {
  const named = await store.load(reference);
  const taskId = named[0]?.taskId ?? reference;
  return await stateAfter(store, await store.load(taskId));
}

/** The run as the checkpoint that a reference names left it; a run's id names its last one. */
export async function loadCheckpoint(store: StateStore, reference: string): Promise<RunState> {
  return await stateAfter(store, await store.load(reference));
}

async function stateAfter(
  store: StateStore,
  checkpoints: readonly Checkpoint[],
): Promise<RunState> {
  const event = checkpoints[0]?.event;
  const [description] = event?.kind === "started" ? await store.bodies([event.description]) : [];
  return replay(checkpoints, String(description));
}

/**
 * The epic that a reference means: the one that was finished at its checkpoint or before it, else
 * the present one of its run. Throws NOT_FOUND where the run has none yet.
 */
export async function loadEpicOf(store: StateStore, reference: string): Promise<EpicResponse> {
  const then = await loadCheckpoint(store, reference);
  return await loadEpic(store, then.epic === undefined ? await loadRun(store, reference) : then);
}

/** The epic of a finished run. Throws NOT_FOUND where the run has none yet. */
export async function loadEpic(store: StateStore, state: RunState): Promise<EpicResponse> {
  if (state.epic === undefined) {
    throw new EpicError("NOT_FOUND", `Run ${state.taskId} has no epic yet: it is ${state.status}`, {
      hint: `epic resume ${state.taskId}`,
    });
  }
  // Writing an epic needs none of the schemas that reading one back does.
  const { bodiesOf, parseEpicRecord, restoreEpic } = await import("../core/epic-record.ts");
  const [body] = await store.bodies([state.epic]);
  const record = parseEpicRecord(body);
  return restoreEpic(record, await store.bodies(bodiesOf(record)));
}
