export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** How fast `value` grows with `size`: 1 is linear, 2 is quadratic. */
export function exponent(from, to) {
  return Math.log(to.value / from.value) / Math.log(to.size / from.size);
}
