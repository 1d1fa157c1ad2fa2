import type { TrustedFile } from "./code-hash.ts";

/** What was trusted, as far as it was written down. */
export interface TrustedState {
  readonly says?: string | undefined;
  readonly covers?: readonly TrustedFile[] | undefined;
}

/** "it was node a.mjs and is node b.mjs", "review.mjs is another"; undefined where nobody can tell. */
export function whatChanged(before: TrustedState, now: TrustedState): string | undefined {
  if (before.says !== now.says && before.says !== undefined) {
    return `it was ${before.says}, and is ${String(now.says)}`;
  }
  const { covers: old = [] } = before;
  const { covers: files = [] } = now;
  if (old.length === 0) return undefined;
  const known = new Map(old.map(({ path, sha256 }) => [path, sha256]));
  const current = new Set(files.map(({ path }) => path));
  const told = [
    ...files.flatMap(({ path, sha256 }) =>
      known.has(path)
        ? known.get(path) === sha256
          ? []
          : [`${path} changed`]
        : [`${path} is new`],
    ),
    ...old.flatMap(({ path }) => (current.has(path) ? [] : [`${path} is gone`])),
  ];
  const [first, ...others] = told;
  return others.length === 0 ? first : `${String(first)} (and ${others.length} more)`;
}
