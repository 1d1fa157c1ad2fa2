import type { CacheEntry } from "../schema/cache.ts";

/** Whether an entry may still serve. A clock that was set back makes no entry older than it is. */
export function isFresh({ createdAt, ttl }: CacheEntry, nowMs: number): boolean {
  return nowMs < Date.parse(createdAt) + ttl * 1000;
}
