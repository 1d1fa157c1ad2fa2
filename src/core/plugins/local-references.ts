/**
 * Everything quoted in a source that looks like a path relative to it: what it imports, requires or
 * reads. More than is really used does no harm, since trust is then bound to more; less would let code
 * change that nobody looked at again.
 */
export function localReferences(source: string): readonly string[] {
  const found = source.matchAll(/(["'`])(\.{1,2}\/[^"'`\n\\$]+)\1/g);
  return [...new Set([...found].map(([, , path]) => String(path)))].toSorted();
}
