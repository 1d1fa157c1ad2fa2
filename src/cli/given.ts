type Given<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** What was said; what is undefined is left out. */
export function given<T extends object>(values: T): Given<T> {
  const said = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as Given<T>; // Entries of a T, fewer of them.
}
