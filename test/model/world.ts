import { memoryCache } from "../../src/adapters/memory/cache.ts";
import { memoryMedium } from "../../src/adapters/memory/medium.ts";
import { EpicError } from "../../src/core/errors.ts";
import { storedObject } from "../../src/core/hash.ts";
import type { Lease, StateStore } from "../../src/ports/state-store.ts";
import type { Review } from "../../src/schema/persona.ts";
import { fakeClock } from "../fakes/clock.ts";
import { coordinatorOf } from "../fakes/coordinator.ts";
import { scriptedPersona } from "../fakes/persona.ts";
import { registration, review } from "../fakes/review.ts";

export const PERSONAS = ["owner", "architect", "security", "performance", "devops"];
const NEEDS: Readonly<Record<string, string[]>> = {
  architect: ["owner"],
  security: ["architect"],
  performance: ["architect"],
  devops: ["security", "performance"],
};

/** How one process fares. */
export interface Fate {
  /** Personas whose review fails in this process. */
  readonly failing: readonly string[];
  /** It is killed at this save, and nothing of it happens after. */
  readonly killed: { readonly save: number; readonly moment: "before" | "after" } | undefined;
}

export interface Asked {
  readonly taskId: string;
  readonly persona: string;
}

/** What outlives a process: the store, the cache, and what a watcher wrote down. */
export interface World {
  readonly store: StateStore;
  readonly clock: ReturnType<typeof fakeClock>;
  readonly execution: "sequential" | "parallel";
  readonly gone: Set<string>;
  /** Leases in the order they were given. */
  readonly leases: Lease[];
  /** Checkpoints that a process was told are saved. */
  readonly acknowledged: Set<string>;
  readonly asked: Asked[];
  /** A new process. */
  readonly coordinator: (fate: Fate) => ReturnType<typeof coordinatorOf>["coordinator"];
}

export function openWorld(
  openStore: (clock: World["clock"], gone: ReadonlySet<string>) => StateStore,
  execution: World["execution"],
): World {
  const clock = fakeClock();
  const gone = new Set<string>();
  const cache = memoryCache(memoryMedium());
  const store = openStore(clock, gone);
  const leases: Lease[] = [];
  const acknowledged = new Set<string>();
  const asked: Asked[] = [];
  let ids = 0;
  let processes = 0;
  return {
    store,
    clock,
    execution,
    gone,
    leases,
    acknowledged,
    asked,
    coordinator(fate) {
      const owner = `here:${(processes += 1)}:a`;
      const mortal = mortalStore(store, fate, { leases, acknowledged, die: () => gone.add(owner) });
      const personas = PERSONAS.map((name, at) => personaOf(name, at, fate, asked));
      return coordinatorOf(personas, {
        execution,
        dependencies: NEEDS,
        owner,
        parts: {
          store: mortal,
          cache,
          clock,
          newId: (prefix) => `${prefix}-${String((ids += 1)).padStart(6, "0")}`,
        },
      }).coordinator;
    },
  };
}

/** Each answer is another one, and says which reviews it rests on. */
function personaOf(name: string, at: number, { failing }: Fate, asked: Asked[]) {
  const persona = scriptedPersona(
    registration(name, { reviewOrder: at + 1, required: name === "owner" }),
    [],
  );
  return {
    ...persona,
    execute: async (
      { epic }: Parameters<typeof persona.execute>[0],
      { taskId }: Parameters<typeof persona.execute>[1],
    ): Promise<Review> => {
      const number = asked.push({ taskId, persona: name });
      await new Promise((resolve) => setImmediate(resolve));
      if (failing.includes(name)) throw new EpicError("NOT_TRUSTED", `${name} fails`);
      const seen = epic.previousPersonas.map((other) => [
        other,
        storedObject("review", epic.accumulatedInsights[other]).hash,
      ]);
      return review(name, { insights: [JSON.stringify({ number, seen })] });
    },
  };
}

interface Watch {
  readonly leases: Lease[];
  readonly acknowledged: Set<string>;
  readonly die: () => void;
}

/** The store as one process has it: from its death on nothing of it comes through. */
function mortalStore(store: StateStore, { killed }: Fate, watch: Watch): StateStore {
  let dead = false;
  let saves = 0;
  const alive = (): StateStore => {
    if (dead) throw new Error("this process is dead");
    return store;
  };
  const die = (): never => {
    dead = true;
    watch.die();
    throw new Error("killed");
  };
  return {
    async claim(request) {
      const claim = await alive().claim(request);
      if (claim.kind === "held") watch.leases.push(claim.lease);
      return claim;
    },
    async save(lease, ...records) {
      saves += 1;
      const due = killed?.save === saves ? killed.moment : undefined;
      if (due === "before") die();
      await alive().save(lease, ...records);
      if (due === "after") die();
      for (const { checkpoint } of records) watch.acknowledged.add(checkpoint.id);
    },
    release: async (lease) => await alive().release(lease),
    load: async (reference) => await alive().load(reference),
    bodies: async (hashes) => await alive().bodies(hashes),
    list: async (query) => await alive().list(query),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
