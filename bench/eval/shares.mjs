/** Nothing of nothing is nothing. */
export function share(part, whole) {
  return whole === 0 ? 0 : part / whole;
}
