import type { CacheEntry, CacheStats } from "../schema/cache.ts";

export interface CacheFilter {
  readonly persona?: string;
  /** As `Date.toISOString` writes it: entries created before it. */
  readonly olderThan?: string;
  readonly key?: string;
  /** sha256 of descriptions: answers to one of them. */
  readonly subjects?: readonly string[];
}

/** An entry whose review is missing, was altered or is none: what is wrong, in a sentence. */
export interface DamagedEntry {
  readonly damage: string;
}

export interface DerivedValue {
  /** What canonical JSON can hold. */
  readonly value: unknown;
  /** As `Date.toISOString` writes it. */
  readonly createdAt: string;
}

/**
 * Answers by what was asked. An index into the same objects that runs refer to.
 *
 * Throws STORAGE_ERROR as StateStore does. An answer that is lost when the power fails is asked for
 * again, so nothing here waits for the disk as a checkpoint does.
 */
export interface Cache {
  /**
   * Stale entries too: freshness is the caller's judgement (core/freshness.ts). Counts hit or miss;
   * one that is damaged counts as a miss, and is good again once its review was stored again.
   */
  get(key: string): Promise<CacheEntry | DamagedEntry | undefined>;
  /**
   * Takes the place of an entry with the same key, and of a damaged body of the same review. Where
   * the cache outgrows its limit, the answers that were used least recently make room.
   */
  set(entry: CacheEntry): Promise<void>;
  /**
   * What was derived from the parts that the key stands for; undefined where it is not known, or
   * damaged. It is nobody's answer, so it is neither counted nor listed.
   */
  recall(key: string): Promise<unknown>;
  remember(key: string, derived: DerivedValue): Promise<void>;
  /**
   * Removes the answers that match all of the filter and says how many; an empty filter removes
   * everything. What was derived is of no persona: it goes with the others, or by its age.
   */
  invalidate(filter: CacheFilter): Promise<number>;
  /** `bytes` counts a review once, however many keys lead to it. */
  stats(): Promise<CacheStats>;
}
