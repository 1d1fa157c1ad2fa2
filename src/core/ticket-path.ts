/** Relative to the project, with slashes on every system. */
export const TICKETS_FOLDER = ".ai/workflow";
export const TEMPLATES_FOLDER = ".ai/templates";

export function ticketPath({
  team,
  key,
}: {
  readonly team?: string;
  readonly key: string;
}): string {
  return [TICKETS_FOLDER, ...(team === undefined ? [] : [team]), key].join("/");
}

/** Those without team first, then by team; within it by key, numbers by their value. */
export function comparePlaces(
  a: { readonly team?: string; readonly key: string },
  b: { readonly team?: string; readonly key: string },
): number {
  return compare(a.team ?? "", b.team ?? "") || compare(a.key, b.key);
}

const { compare } = new Intl.Collator("en", { numeric: true });
