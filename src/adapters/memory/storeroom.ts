import { hashesIn } from "../../core/hashes-in.ts";
import { openDerived } from "../../core/stored-body.ts";
import type { Storeroom } from "../../ports/storeroom.ts";
import type { MemoryMedium } from "./medium.ts";

/** The Storeroom of the stores and caches that share a medium. */
export function memoryStoreroom(medium: MemoryMedium): Storeroom {
  const { objects, cache } = medium;
  return {
    async subjects() {
      const hashes = [...cache.values()].flatMap(({ subject }) => subject ?? []);
      return [...new Set(hashes)].flatMap((hash) => {
        const description = openDerived(hash, objects.get(hash));
        const answers = hashes.filter((each) => each === hash).length;
        return typeof description === "string" ? [{ hash, description, answers }] : [];
      });
    },
    async purge() {
      const named = namedIn(medium);
      let bytes = 0;
      const doomed = [...objects].filter(([hash]) => !named.has(hash));
      for (const [hash, body] of doomed) {
        bytes += Buffer.byteLength(body);
        objects.delete(hash);
      }
      return { objects: doomed.length, bytes, compacted: true };
    },
  };
}

function namedIn({ checkpoints, cache, derived, objects }: MemoryMedium): ReadonlySet<string> {
  const events = checkpoints.map(({ event }) => event);
  const named = hashesIn(JSON.stringify([events, [...cache.values()], [...derived.values()]]));
  const epics = events.flatMap((event) => (event.kind === "finished" ? [event.epic] : []));
  for (const epic of epics) {
    for (const hash of hashesIn(objects.get(epic) ?? "")) named.add(hash);
  }
  return named;
}
