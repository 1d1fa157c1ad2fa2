import type { Review } from "../schema/persona.ts";
import { EpicError } from "./errors.ts";
import { sha256 } from "./hash.ts";

/** What is wrong with a body, in a sentence. */
interface Damaged {
  readonly damage: string;
}

/** The value of a body that a store gave back. Throws STORAGE_ERROR where it is missing or altered. */
export function openBody(hash: string, body: string | undefined): unknown {
  const opened = open(hash, body);
  if (!("damage" in opened)) return opened.value;
  throw new EpicError("STORAGE_ERROR", opened.damage, {
    hint: "Restore the state file from a backup, or start again with epic create",
  });
}

/**
 * The review that a cache entry names, or what is wrong with it. Its hash says that nobody changed it
 * and the entry's key that it was written to the contract of this version (core/cache-key.ts), so it
 * is held against the outline of a review alone: to load the schema takes as long as the rest of
 * reading the cache.
 */
export function openCachedReview(
  hash: string,
  body: string | undefined,
): { readonly personaOutput: Review } | Damaged {
  const opened = open(hash, body);
  if ("damage" in opened) return opened;
  const { value } = opened;
  if (isReview(value)) return { personaOutput: value };
  return { damage: `The stored object ${hash} is not a review` };
}

/** A value that can be derived again; undefined where its body is missing or altered. */
export function openDerived(hash: string, body: string | undefined): unknown {
  const opened = open(hash, body);
  return "damage" in opened ? undefined : opened.value;
}

function open(hash: string, body: string | undefined): { readonly value: unknown } | Damaged {
  if (body === undefined) return { damage: `The stored object ${hash} is missing` };
  if (sha256(body) === hash) return { value: JSON.parse(body) };
  return { damage: `The stored object ${hash} was changed from outside` };
}

const isText = (value: unknown) => typeof value === "string";
const isNumber = (value: unknown) => typeof value === "number";
const isObject = (value: unknown) => typeof value === "object" && value !== null;

const OUTLINE: Readonly<Record<keyof Review, (value: unknown) => boolean>> = {
  verdict: isText,
  insights: Array.isArray,
  recommendations: Array.isArray,
  questions: Array.isArray,
  costAnalysis: isObject,
  confidence: isNumber,
  model: isText,
  tokens: isNumber,
  version: isText,
};

function isReview(value: unknown): value is Review {
  if (typeof value !== "object" || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return Object.entries(OUTLINE).every(([name, fits]) => fits(fields.get(name)));
}
