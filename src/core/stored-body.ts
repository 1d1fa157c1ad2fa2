import type { Review } from "../schema/persona.ts";
import { EpicError } from "./errors.ts";
import { sha256 } from "./hash.ts";

/** The value of a body that a store gave back. Throws STORAGE_ERROR where it is missing or altered. */
export function openBody(hash: string, body: string | undefined): unknown {
  return JSON.parse(verified(hash, body));
}

/**
 * The review that a cache entry names. Its hash says that nobody changed it and the entry's key that
 * it was written to the contract of this version (core/cache-key.ts), so it is not checked against
 * the schema: to load that takes as long as the rest of reading the cache.
 */
export function openCachedReview(hash: string, body: string | undefined): Review {
  const review: Review = JSON.parse(verified(hash, body));
  return review;
}

function verified(hash: string, body: string | undefined): string {
  if (body === undefined) {
    throw new EpicError("STORAGE_ERROR", `The stored object ${hash} is missing`, { hint: REPAIR });
  }
  if (sha256(body) !== hash) {
    throw new EpicError("STORAGE_ERROR", `The stored object ${hash} was changed from outside`, {
      hint: REPAIR,
    });
  }
  return body;
}

const REPAIR = "Restore the state folder from a backup, or run the review again with --no-cache";
