/**
 * Rounds figures to whole units so that the rounded ones add up to the rounded total (largest
 * remainder): a reader who adds up a column must get what stands below it.
 */
export function roundTogether(values: readonly number[]): number[] {
  const rounded = values.map(Math.floor);
  const total = Math.round(values.reduce((sum, value) => sum + value, 0));
  const missing = total - rounded.reduce((sum, value) => sum + value, 0);
  const byRemainder = values
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) rounded[index] = (rounded[index] ?? 0) + 1;
  return rounded;
}
