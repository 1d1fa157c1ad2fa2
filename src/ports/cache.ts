import type { CacheEntry, CacheStats } from "../schema/cache.ts";

export interface CacheFilter {
  readonly persona?: string;
  /** ISO 8601: entries created before it. */
  readonly olderThan?: string;
  readonly key?: string;
}

/**
 * Answers by what was asked. An index into the same objects that runs refer to.
 * Throws STORAGE_ERROR as StateStore does.
 */
export interface Cache {
  /** Stale entries too: freshness is the caller's judgement (core/freshness.ts). Counts hit or miss. */
  get(key: string): Promise<CacheEntry | undefined>;
  set(entry: CacheEntry): Promise<void>;
  /** Removes what matches all of the filter and says how many; an empty filter removes everything. */
  invalidate(filter: CacheFilter): Promise<number>;
  stats(): Promise<CacheStats>;
}
