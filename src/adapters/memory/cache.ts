import { storedObject } from "../../core/hash.ts";
import { openCachedReview, openDerived } from "../../core/stored-body.ts";
import type { Cache, CacheFilter, DamagedEntry } from "../../ports/cache.ts";
import type { CacheEntry, CacheStats } from "../../schema/cache.ts";
import type { MemoryMedium } from "./medium.ts";

/** A Cache that lasts as long as its medium. */
export function memoryCache(medium: MemoryMedium): Cache {
  const { cache, derived, counts, objects } = medium;
  return {
    async get(key) {
      const found = readEntry(cache.get(key), objects);
      counts[found === undefined || "damage" in found ? "misses" : "hits"] += 1;
      return found;
    },
    async set({ personaOutput, ...entry }) {
      const { hash, body } = storedObject("review", personaOutput);
      objects.set(hash, body);
      cache.set(entry.key, { ...entry, output: hash });
    },
    async recall(key) {
      const output = derived.get(key)?.output;
      return output === undefined ? undefined : openDerived(output, objects.get(output));
    },
    async remember(key, { value, createdAt }) {
      const { hash, body } = storedObject("assessment", value);
      objects.set(hash, body);
      derived.set(key, { output: hash, createdAt });
    },
    async invalidate(filter) {
      const doomed = [...cache.values()].filter((entry) => matches(entry, filter));
      if (filter.key === undefined && filter.persona === undefined) forget(derived, filter);
      for (const { key } of doomed) cache.delete(key);
      return doomed.length;
    },
    async stats() {
      return stats(medium);
    },
  };
}

function readEntry(
  row: (Omit<CacheEntry, "personaOutput"> & { readonly output: string }) | undefined,
  objects: MemoryMedium["objects"],
): CacheEntry | DamagedEntry | undefined {
  if (row === undefined) return undefined;
  const { output, ...entry } = row;
  const opened = openCachedReview(output, objects.get(output));
  return "damage" in opened ? opened : { ...entry, ...opened };
}

function matches(
  entry: Pick<CacheEntry, "key" | "persona" | "createdAt">,
  { key, persona, olderThan }: CacheFilter,
): boolean {
  return (
    (key === undefined || entry.key === key) &&
    (persona === undefined || entry.persona === persona) &&
    (olderThan === undefined || entry.createdAt < olderThan)
  );
}

function forget(derived: MemoryMedium["derived"], { olderThan }: CacheFilter): void {
  for (const [key, { createdAt }] of derived) {
    if (olderThan === undefined || createdAt < olderThan) derived.delete(key);
  }
}

function stats({ cache, counts: { hits, misses }, objects }: MemoryMedium): CacheStats {
  const rows = [...cache.values()];
  const [oldest] = rows.map(({ createdAt }) => createdAt).toSorted();
  const outputs = [...new Set(rows.map(({ output }) => output))];
  const sizes = outputs.map((hash) => Buffer.byteLength(objects.get(hash) ?? ""));
  const personas = [...new Set(rows.map(({ persona }) => persona))].toSorted();
  return {
    entries: rows.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    hits,
    misses,
    ...(hits + misses > 0 && { hitRate: hits / (hits + misses) }),
    ...(oldest !== undefined && { oldest }),
    byPersona: Object.fromEntries(
      personas.map((name) => [name, rows.filter(({ persona }) => persona === name).length]),
    ),
  };
}
