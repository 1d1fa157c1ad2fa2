import { type Review, reviewSchema } from "../schema/persona.ts";
import { EpicError } from "./errors.ts";
import { sha256 } from "./hash.ts";
import { describeIssues } from "./parse.ts";

/** The value of a body that a store gave back. Throws STORAGE_ERROR where it is missing or altered. */
export function openBody(hash: string, body: string | undefined): unknown {
  if (body === undefined) {
    throw new EpicError("STORAGE_ERROR", `The stored object ${hash} is missing`, { hint: REPAIR });
  }
  if (sha256(body) !== hash) {
    throw new EpicError("STORAGE_ERROR", `The stored object ${hash} was changed from outside`, {
      hint: REPAIR,
    });
  }
  return JSON.parse(body);
}

/** As `openBody`; STORAGE_ERROR too where the body is not a review as this version knows it. */
export function openReview(hash: string, body: string | undefined): Review {
  const result = reviewSchema.safeParse(openBody(hash, body));
  if (result.success) return result.data;
  throw new EpicError(
    "STORAGE_ERROR",
    `The stored object ${hash} is not a review: ${describeIssues(result.error)}`,
    { hint: "Another version wrote it: clear the cache with epic cache clear" },
  );
}

const REPAIR = "Restore the state folder from a backup, or run the review again with --no-cache";
