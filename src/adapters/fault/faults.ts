import { EpicError } from "../../core/errors.ts";
import type { Cache } from "../../ports/cache.ts";
import type { StateStore } from "../../ports/state-store.ts";

interface State {
  readonly store: StateStore;
  readonly cache: Cache;
}

/** What is written: a claim, a step, the end of a claim, an answer of the cache, an assessment of it. */
const WRITES = ["claim", "save", "release", "cache", "derived"] as const;
type Write = (typeof WRITES)[number];

/**
 * Lets a test end the process at a named moment: `before-save:3` is right before the third save of
 * the process, `after-save:3` right after it. Everything goes to the state beneath.
 */
export function withFaults({ store, cache }: State, point: string, strike: () => unknown): State {
  const due = parsePoint(point);
  const counts = new Map<Write, number>();

  async function around<T>(write: Write, work: () => Promise<T>): Promise<T> {
    const count = (counts.get(write) ?? 0) + 1;
    counts.set(write, count);
    const here = write === due.write && count === due.count;
    if (here && due.moment === "before") strike();
    const result = await work();
    if (here && due.moment === "after") strike();
    return result;
  }

  return {
    store: {
      claim: (request) => around("claim", () => store.claim(request)),
      save: (lease, ...records) => around("save", () => store.save(lease, ...records)),
      release: (lease) => around("release", () => store.release(lease)),
      load: (reference) => store.load(reference),
      bodies: (hashes) => store.bodies(hashes),
      list: (query) => store.list(query),
      [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
    },
    cache: {
      get: (key) => cache.get(key),
      set: (entry) => around("cache", () => cache.set(entry)),
      recall: (key) => cache.recall(key),
      remember: (key, derived) => around("derived", () => cache.remember(key, derived)),
      invalidate: (filter) => cache.invalidate(filter),
      stats: () => cache.stats(),
    },
  };
}

interface Point {
  readonly moment: string;
  readonly write: Write;
  readonly count: number;
}

function parsePoint(point: string): Point {
  const [, moment = "", name, number] = /^(before|after)-([a-z]+):(\d+)$/.exec(point) ?? [];
  const write = WRITES.find((each) => each === name);
  if (write !== undefined) return { moment, write, count: Number(number) };
  throw new EpicError("INVALID_INPUT", `EPIC_FAULT is "${point}", which is no point of failure`, {
    hint: `as in EPIC_FAULT=after-save:3; one of ${WRITES.join(", ")}`,
  });
}
