import type { StoredLease } from "../../core/lease.ts";
import type { AuditEntry } from "../../ports/state-store.ts";
import type { CacheEntry } from "../../schema/cache.ts";
import type { Checkpoint, RunSummary } from "../../schema/run.ts";

export interface MemoryRun {
  readonly lease: StoredLease;
  /** Absent until the first checkpoint. */
  readonly summary: RunSummary | undefined;
  /** Grows with every save of any run: the highest is the run that was touched last. */
  readonly touched: number;
}

/**
 * What a database file is to SQLite: stores and caches that share a medium see the same runs. It is
 * gone with the process.
 */
export interface MemoryMedium {
  readonly runs: Map<string, MemoryRun>;
  readonly checkpoints: Checkpoint[];
  /** Bodies by hash, as canonical JSON. */
  readonly objects: Map<string, string>;
  readonly audit: AuditEntry[];
  readonly cache: Map<string, Omit<CacheEntry, "personaOutput"> & { readonly output: string }>;
  /** What was derived: hash of its body, and when. */
  readonly derived: Map<string, { readonly output: string; readonly createdAt: string }>;
  readonly counts: { hits: number; misses: number };
}

export function memoryMedium(): MemoryMedium {
  return {
    runs: new Map(),
    checkpoints: [],
    objects: new Map(),
    audit: [],
    cache: new Map(),
    derived: new Map(),
    counts: { hits: 0, misses: 0 },
  };
}
