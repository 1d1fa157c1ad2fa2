import { canonicalJson } from "../canonical-json.ts";
import { sha256 } from "../hash.ts";

/** Puts a text of others between marks that it cannot hold. */
export type Fence = (what: string, text: string) => string;

/**
 * The marks are the hash of all that stands between them: no author can write the hash of a text
 * into that text, and the same question is the same bytes each time, which caches and cassettes
 * rest on.
 */
export function openFence(texts: readonly string[]): Fence {
  const mark = `data-${sha256(canonicalJson([...texts])).slice(0, 24)}`;
  return (what, text) => `<<${mark} ${what}\n${text}\n${mark}>>`;
}
