import { storedObject } from "../../core/hash.ts";
import { openCachedReview, openDerived } from "../../core/stored-body.ts";
import type { Cache, CacheFilter, DamagedEntry } from "../../ports/cache.ts";
import type { CacheEntry, CacheStats } from "../../schema/cache.ts";
import type { MemoryMedium } from "./medium.ts";

interface CacheLimit {
  /** Of the reviews that it leads to. */
  readonly maxBytes?: number;
}

/** A Cache that lasts as long as its medium. */
export function memoryCache(
  medium: MemoryMedium,
  { maxBytes = Number.POSITIVE_INFINITY }: CacheLimit = {},
): Cache {
  const { cache, derived, counts, objects } = medium;
  return {
    async get(key) {
      const row = cache.get(key);
      const found = readEntry(row, objects);
      if (row && found && !("damage" in found)) useAgain(cache, row);
      counts[found === undefined || "damage" in found ? "misses" : "hits"] += 1;
      return found;
    },
    async set({ personaOutput, ...entry }) {
      const { hash, body } = storedObject("review", personaOutput);
      objects.set(hash, body);
      useAgain(cache, { ...entry, output: hash });
      evict(medium, maxBytes);
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
      const { key: one, persona, subjects } = filter;
      if (one === undefined && persona === undefined && !subjects) forget(derived, filter);
      for (const { key } of doomed) cache.delete(key);
      return doomed.length;
    },
    async stats() {
      return stats(medium);
    },
  };
}

type Row = Omit<CacheEntry, "personaOutput"> & { readonly output: string };

function readEntry(
  row: Row | undefined,
  objects: MemoryMedium["objects"],
): CacheEntry | DamagedEntry | undefined {
  if (row === undefined) return undefined;
  const { output, ...entry } = row;
  const opened = openCachedReview(output, objects.get(output));
  return "damage" in opened ? opened : { ...entry, ...opened };
}

function matches(
  entry: Pick<CacheEntry, "key" | "persona" | "createdAt" | "subject">,
  { key, persona, olderThan, subjects }: CacheFilter,
): boolean {
  return (
    (key === undefined || entry.key === key) &&
    (persona === undefined || entry.persona === persona) &&
    (olderThan === undefined || entry.createdAt < olderThan) &&
    (subjects === undefined || (entry.subject !== undefined && subjects.includes(entry.subject)))
  );
}

/** The entries of a map keep the order in which they came: the last one is the one used last. */
function useAgain(cache: MemoryMedium["cache"], row: Row): void {
  cache.delete(row.key);
  cache.set(row.key, row);
}

/** Down to nine tenths, so that not every further answer evicts one. The last one always stays. */
function evict({ cache, objects }: MemoryMedium, maxBytes: number): void {
  const sizeOf = ({ output }: Row) => Buffer.byteLength(objects.get(output) ?? "");
  const rows = [...cache.values()];
  let bytes = rows.reduce((sum, row) => sum + sizeOf(row), 0);
  if (bytes <= maxBytes) return;
  for (const row of rows.slice(0, -1)) {
    if (bytes <= maxBytes * 0.9) return;
    bytes -= sizeOf(row);
    cache.delete(row.key);
  }
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
