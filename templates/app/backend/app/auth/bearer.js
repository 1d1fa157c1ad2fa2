import { createHash, timingSafeEqual } from "node:crypto";

/** Whether a header says `Bearer <token>`. An empty token lets nobody in. */
export function isAuthorised(header, token) {
  const [, given] = /^Bearer (\S+)$/.exec(header ?? "") ?? [];
  if (given === undefined || token === "") return false;
  // Of the same length, and compared in the same time, whatever was given.
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text) {
  return createHash("sha256").update(text).digest();
}
