import type { CacheEntry, CacheStats } from "../schema/cache.ts";

export interface CacheFilter {
  readonly persona?: string;
  /** As `Date.toISOString` writes it: entries created before it. */
  readonly olderThan?: string;
  readonly key?: string;
}

/**
 * Answers by what was asked. An index into the same objects that runs refer to.
 *
 * Throws STORAGE_ERROR as StateStore does. An answer that is lost when the power fails is asked for
 * again, so nothing here waits for the disk as a checkpoint does.
 */
export interface Cache {
  /** Stale entries too: freshness is the caller's judgement (core/freshness.ts). Counts hit or miss. */
  get(key: string): Promise<CacheEntry | undefined>;
  /** Takes the place of an entry with the same key. */
  set(entry: CacheEntry): Promise<void>;
  /** Removes what matches all of the filter and says how many; an empty filter removes everything. */
  invalidate(filter: CacheFilter): Promise<number>;
  /** `bytes` counts a review once, however many keys lead to it. */
  stats(): Promise<CacheStats>;
}
