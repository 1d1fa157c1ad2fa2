import { EpicError } from "./errors.ts";
import { sha256 } from "./hash.ts";

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

const REPAIR = "Restore the state folder from a backup, or run the review again with --no-cache";
