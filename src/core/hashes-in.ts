/**
 * Every sha256 that a document names. Whatever a later version lets its records refer to is found
 * too, and a text that only looks like one keeps a body too many, which does no harm.
 */
export function hashesIn(json: string): Set<string> {
  return new Set(json.match(/\b[0-9a-f]{64}\b/g));
}
