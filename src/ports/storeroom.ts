import type { Subject } from "../core/similarity.ts";

/** What a purge took out. */
export interface Purged {
  readonly objects: number;
  /** Of the bodies, before compression. */
  readonly bytes: number;
  /** Whether the room went back to the disk; else it is used for what is stored next. */
  readonly compacted: boolean;
}

/**
 * What lies in the state beside runs and answers: the bodies that these refer to.
 *
 * Throws STORAGE_ERROR as StateStore does.
 */
export interface Storeroom {
  /** The descriptions that the cache has answers to, as far as their bodies are there and whole. */
  subjects(): Promise<readonly Subject[]>;
  /**
   * Removes every body that no checkpoint, no epic of one and no entry of the cache names, whole or
   * not at all. What another process is about to refer to it stores again with its reference.
   */
  purge(): Promise<Purged>;
}
