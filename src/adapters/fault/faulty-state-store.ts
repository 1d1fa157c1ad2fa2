import { EpicError } from "../../core/errors.ts";
import type { StateStore } from "../../ports/state-store.ts";

/**
 * Lets a test end the process at a named moment: `before-save:3` is right before the third save of
 * the process, `after-save:3` right after it. Everything else goes to the store beneath.
 */
export function faultyStateStore(
  store: StateStore,
  point: string,
  strike: () => unknown,
): StateStore {
  const [, moment, number] = /^(before|after)-save:(\d+)$/.exec(point) ?? [];
  if (moment === undefined) {
    throw new EpicError("INVALID_INPUT", `EPIC_FAULT is "${point}", which is no point of failure`, {
      hint: "as in EPIC_FAULT=after-save:3",
    });
  }
  let saves = 0;
  return {
    claim: (request) => store.claim(request),
    async save(lease, record) {
      saves += 1;
      const due = saves === Number(number);
      if (due && moment === "before") strike();
      await store.save(lease, record);
      if (due && moment === "after") strike();
    },
    release: (lease) => store.release(lease),
    load: (reference) => store.load(reference),
    bodies: (hashes) => store.bodies(hashes),
    list: (query) => store.list(query),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}
