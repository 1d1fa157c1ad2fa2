/** How many lines came and went; a line that only moved did neither. */
export function changedLines(
  before: string,
  after: string,
): { readonly added: number; readonly removed: number } {
  const balance = new Map<string, number>();
  for (const line of linesOf(before)) balance.set(line, (balance.get(line) ?? 0) - 1);
  for (const line of linesOf(after)) balance.set(line, (balance.get(line) ?? 0) + 1);
  const counts = [...balance.values()];
  return {
    added: counts.reduce((sum, count) => sum + Math.max(count, 0), 0),
    removed: counts.reduce((sum, count) => sum - Math.min(count, 0), 0),
  };
}

function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}
