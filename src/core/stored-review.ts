import { type Review, reviewSchema } from "../schema/persona.ts";
import { EpicError } from "./errors.ts";
import { describeIssues } from "./parse.ts";

/** A parsed body as the review that it should be; else STORAGE_ERROR. */
export function checkReview(hash: string, body: unknown): Review {
  const result = reviewSchema.safeParse(body);
  if (result.success) return result.data;
  throw new EpicError(
    "STORAGE_ERROR",
    `The stored object ${hash} is not a review: ${describeIssues(result.error)}`,
    { hint: "Another version wrote it: clear the cache with epic cache clear" },
  );
}
