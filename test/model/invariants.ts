import { expect } from "vitest";
import { z } from "zod";

import {
  applyCheckpoint,
  completedPersonas,
  startRun,
  upstreamOf,
} from "../../src/core/run-state.ts";
import { loadEpicOf } from "../../src/engine/load-run.ts";
import type { StateStore } from "../../src/ports/state-store.ts";
import { reviewSchema } from "../../src/schema/persona.ts";
import { type Checkpoint, type RunState, runStateSchema } from "../../src/schema/run.ts";
import type { World } from "./world.ts";

/** What the test itself remembers: of each run, the history that was seen last. */
export type Memory = Map<string, readonly Checkpoint[]>;

/** Whatever happened, these hold. */
export async function checkInvariants(world: World, memory: Memory): Promise<void> {
  const { store, acknowledged } = world;
  const saved = new Set<string>();
  for (const { taskId } of await store.list({})) {
    const history = await store.load(taskId);
    for (const { id } of history) saved.add(id);
    growsOnly(history, memory.get(taskId) ?? []);
    memory.set(taskId, history);
    const state = replayed(history);
    expect(runStateSchema.parse(state)).toEqual(state);
    await restsOnWhatItSaw(state, store);
    if (state.status === "completed") await epicFits(state, store);
  }
  // Nothing that a process was told of is lost.
  expect([...acknowledged].filter((id) => !saved.has(id))).toEqual([]);
  fencesGrow(world);
}

function growsOnly(history: readonly Checkpoint[], before: readonly Checkpoint[]): void {
  expect(history.slice(0, before.length)).toEqual(before);
  expect(history.map(({ sequence }) => sequence)).toEqual(history.map((_step, at) => at + 1));
}

/** Nobody who has reviewed reviews again, unless an event says that it is asked again. */
function replayed([first, ...rest]: readonly Checkpoint[]): RunState {
  if (!first) throw new Error("a run without checkpoints is listed");
  return rest.reduce(
    (state, checkpoint) => {
      const { event } = checkpoint;
      if (event.kind === "reviewed") {
        expect(state.personaStates[event.persona]?.status).not.toBe("completed");
      }
      if (event.kind === "began") {
        const statuses = event.personas.map((name) => state.personaStates[name]?.status);
        expect(statuses).not.toContain("completed");
      }
      return applyCheckpoint(state, checkpoint);
    },
    startRun(first, "An epic"),
  );
}

const seenSchema = z.object({ seen: z.array(z.tuple([z.string(), z.string()])) });

/** Each review was made in sight of those, and only those, that stand before it now. */
async function restsOnWhatItSaw(state: RunState, store: StateStore): Promise<void> {
  const completed = completedPersonas(state);
  const bodies = await store.bodies(completed.map(({ hash }) => hash));
  for (const [at, { name }] of completed.entries()) {
    const { insights } = reviewSchema.parse(bodies[at]);
    const { seen } = seenSchema.parse(JSON.parse(insights[0] ?? ""));
    const upstream = upstreamOf(state, name).map((each) => [each.name, each.hash]);
    expect({ name, seen }).toEqual({ name, seen: upstream });
  }
}

async function epicFits(state: RunState, store: StateStore): Promise<void> {
  const { epic } = await loadEpicOf(store, state.taskId);
  const reviewed = epic.personas.map(({ persona }) => persona.name);
  expect(reviewed.toSorted()).toEqual(state.completedPersonas.toSorted());
  const named = [...state.completedPersonas, ...epic.gaps.map(({ persona }) => persona)];
  expect(named.toSorted()).toEqual(state.plan.flat().toSorted());
}

function fencesGrow({ leases }: World): void {
  const last = new Map<string, (typeof leases)[number]>();
  for (const lease of leases) {
    const before = last.get(lease.taskId);
    if (before?.owner === lease.owner) expect(lease.fence).toBeGreaterThanOrEqual(before.fence);
    else if (before) expect(lease.fence).toBeGreaterThan(before.fence);
    last.set(lease.taskId, lease);
  }
}

/** Whoever has answered is asked again by nobody's resume. */
export function expectNobodyAgain(asked: readonly string[], allowed: ReadonlySet<string>): void {
  expect(asked.filter((persona) => !allowed.has(persona))).toEqual([]);
}

/** A lease that is not the newest one is no right to write. */
export async function expectRefusal(
  store: StateStore,
  ...late: Parameters<StateStore["save"]>
): Promise<void> {
  await expect(store.save(...late)).rejects.toMatchObject({ code: "RUN_IN_PROGRESS" });
}

/** A process in which nothing went wrong leaves the run finished, with no gaps but those allowed. */
export async function expectFinished(
  { store }: World,
  taskId: string,
  allowedGaps: readonly string[],
): Promise<void> {
  const state = replayed(await store.load(taskId));
  const gaps = state.plan.flat().filter((name) => !state.completedPersonas.includes(name));
  expect({ status: state.status, gaps }).toEqual({ status: "completed", gaps: allowedGaps });
}
