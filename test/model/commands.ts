import * as fc from "fast-check";

import { EpicError } from "../../src/core/errors.ts";
import { unanswered } from "../../src/core/reopen.ts";
import type { Coordinator } from "../../src/engine/coordinator.ts";
import { loadCheckpoint, loadRun } from "../../src/engine/load-run.ts";
import type { RunState } from "../../src/schema/run.ts";
import { record } from "../contracts/records.ts";
import { request } from "../fakes/coordinator.ts";
import {
  checkInvariants,
  expectFinished,
  expectNobodyAgain,
  expectRefusal,
  type Memory,
} from "./invariants.ts";
import { type Fate, PERSONAS, type World } from "./world.ts";

type Command = fc.AsyncCommand<Memory, World>;

const FAIR: Fate = { failing: [], killed: undefined };

const hardFate: fc.Arbitrary<Fate> = fc.record({
  failing: fc.subarray(PERSONAS),
  killed: fc.option(
    fc.record({
      save: fc.integer({ min: 1, max: 12 }),
      moment: fc.constantFrom("before", "after"),
    }),
    { nil: undefined },
  ),
});

const fate = fc.oneof(
  { weight: 1, arbitrary: fc.constant(FAIR) },
  { weight: 2, arbitrary: hardFate },
);

/** Any of the runs there are, the one that was touched last first. */
const anyRun = fc.nat({ max: 3 });

/** What one process does, and then whatever must hold. */
function command(name: string, needsRun: boolean, work: (world: World) => Promise<void>): Command {
  return {
    check: (memory) => !needsRun || memory.size > 0,
    run: async (memory, world) => {
      world.clock.advance(1000);
      await work(world);
      await checkInvariants(world, memory);
    },
    toString: () => name,
  };
}

const cachePolicy = fc.constantFrom("on", "off" as const);

const create = fc.tuple(fate, cachePolicy).map(([of, cache]) =>
  command(`create ${tell(of)} ${cache}`, false, async (world) => {
    const { options } = request();
    const asked = request({ options: { ...options, cache } });
    await settled(world.coordinator(of).execute(asked));
    if (isFair(of)) await expectFinished(world, "latest", []);
  }),
);

const resume = fc.tuple(anyRun, fate).map(([at, of]) =>
  command(`resume ${at} ${tell(of)}`, true, async (world) => {
    const taskId = await runAt(world, at);
    const before = await loadRun(world.store, taskId);
    const from = world.asked.length;
    await settled(world.coordinator(of).resume(taskId));
    const gaps = before.status === "completed" ? missing(before) : gapsOf(before);
    if (isFair(of)) await expectFinished(world, taskId, gaps);
    const outdated = (await world.store.load(taskId)).flatMap(({ event }) =>
      event.kind === "reviewed" ? (event.outdated ?? []) : [],
    );
    const allowed = new Set([...unanswered(before), ...outdated]);
    const asked = world.asked.slice(from).map(({ persona }) => persona);
    expectNobodyAgain(asked, allowed);
  }),
);

const retry = fc.tuple(anyRun, fate).map(([at, of]) =>
  command(`retry ${at} ${tell(of)}`, true, async (world) => {
    const taskId = await runAt(world, at);
    await settled(world.coordinator(of).reopen(taskId, { why: "retry" }));
    const failed = Object.values((await loadRun(world.store, taskId)).personaStates);
    // A retry where nobody failed is refused, and leaves a run that stopped as it is.
    if (isFair(of) && failed.some(({ status }) => status === "failed")) {
      await expectFinished(world, taskId, []);
    }
  }),
);

const rewind = fc.tuple(anyRun, fate, fc.constantFrom(...PERSONAS)).map(([at, of, persona]) =>
  command(`rewind ${at} --from ${persona} ${tell(of)}`, true, async (world) => {
    const taskId = await runAt(world, at);
    await settled(world.coordinator(of).reopen(taskId, { why: "rewind", persona }));
  }),
);

const restart = fc.tuple(anyRun, fate).map(([at, of]) =>
  command(`restart ${at} ${tell(of)}`, true, async (world) => {
    const taskId = await runAt(world, at);
    await settled(world.coordinator(of).reopen(taskId, { why: "restart" }));
    if (isFair(of)) await expectFinished(world, taskId, []);
  }),
);

const fork = fc.tuple(anyRun, fc.nat(), fate).map(([at, step, of]) =>
  command(`fork ${at} at ${step} ${tell(of)}`, true, async (world) => {
    const history = await world.store.load(await runAt(world, at));
    const checkpoint = history[step % history.length]?.id ?? "";
    const left = await loadCheckpoint(world.store, checkpoint);
    const before = (await world.store.list({})).length;
    await settled(world.coordinator(of).fork(checkpoint));
    // Where everybody had reviewed there is nothing to fork.
    const began = (await world.store.list({})).length > before;
    if (isFair(of) && began) await expectFinished(world, "latest", gapsOf(left));
  }),
);

/** Two processes want the same run at the same time. */
const race = fc.tuple(anyRun, fate, fate).map(([at, one, other]) =>
  command(`race for ${at} ${tell(one)} ${tell(other)}`, true, async (world) => {
    const taskId = await runAt(world, at);
    const both = [one, other].map((of) => settled(world.coordinator(of).resume(taskId)));
    await Promise.all(both);
  }),
);

/** A process that was paused wakes up after others went on. */
const wakeUp = fc.nat().map((at) =>
  command(`wake up ${at}`, true, async ({ leases, store }) => {
    const lease = leases[at % leases.length];
    const newest = leases.findLast(({ taskId }) => taskId === lease?.taskId);
    if (!lease || !newest || lease.fence === newest.fence) return;
    const known = await store.load(lease.taskId).catch(() => []);
    const late = record({ taskId: lease.taskId, sequence: known.length + 1, id: `late-${at}` });
    await expectRefusal(store, lease, late);
  }),
);

export const COMMANDS = [create, resume, retry, rewind, restart, fork, race, wakeUp];

function isFair({ failing, killed }: Fate): boolean {
  return failing.length === 0 && killed === undefined;
}

/** Whoever failed in a level before one that has reviewed since: only a retry asks there again. */
function gapsOf(state: RunState): readonly string[] {
  const { plan, personaStates, completedPersonas } = state;
  const last = plan.findLastIndex((level) =>
    level.some((name) => completedPersonas.includes(name)),
  );
  const behind = new Set(plan.slice(0, Math.max(0, last)).flat());
  const failed = missing(state).filter((name) => personaStates[name]?.status === "failed");
  return failed.filter((name) => behind.has(name));
}

function missing({ plan, completedPersonas }: RunState): readonly string[] {
  return plan.flat().filter((name) => !completedPersonas.includes(name));
}

async function runAt({ store }: World, at: number): Promise<string> {
  const runs = await store.list({});
  return runs[at % runs.length]?.taskId ?? "latest";
}

/** A process may end in any of these ways, and in no other. */
async function settled(work: ReturnType<Coordinator["resume"]>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const died = error instanceof Error && /^killed$|^this process is dead$/.test(error.message);
    const code = error instanceof EpicError ? error.code : undefined;
    if (!died && !ENDS.has(code ?? "")) throw error;
  }
}

const ENDS: ReadonlySet<string> = new Set(["INVALID_INPUT", "RUN_IN_PROGRESS", "NOT_TRUSTED"]);

function tell({ failing, killed }: Fate): string {
  const death = killed ? `, killed ${killed.moment} save ${killed.save}` : "";
  return `(failing ${failing.join(" ") || "nobody"}${death})`;
}
