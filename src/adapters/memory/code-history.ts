import { changedLines } from "../../core/changed-lines.ts";
import { EpicError } from "../../core/errors.ts";
import type { Commit, FileChange } from "../../ports/code-host.ts";

/** Texts by path. */
export type CodeTree = Readonly<Record<string, string>>;

export interface StoredCommit extends Commit {
  readonly message: string;
  readonly tree: CodeTree;
  readonly parents: readonly string[];
}

/** Commits by hash, oldest first. */
export type CodeHistory = ReadonlyMap<string, StoredCommit>;

export function commitAt(history: CodeHistory, hash: string): StoredCommit {
  const commit = history.get(hash);
  if (commit) return commit;
  throw new EpicError("NOT_FOUND", `There is no commit ${JSON.stringify(hash)}`);
}

/** A commit and all that came before it, the latest first. */
export function historyOf(history: CodeHistory, hash: string): readonly StoredCommit[] {
  const known = new Set<string>();
  const open = [commitAt(history, hash).hash];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (known.has(next)) continue;
    known.add(next);
    open.push(...commitAt(history, next).parents);
  }
  return [...history.values()].filter((commit) => known.has(commit.hash)).toReversed();
}

/** What a commit has changed in its parent; nothing for a merge. */
export function changesOf(history: CodeHistory, { parents, tree }: StoredCommit): FileChange[] {
  const [parent, second] = parents;
  if (second !== undefined) return [];
  return changesBetween(parent === undefined ? {} : commitAt(history, parent).tree, tree);
}

export function changesBetween(before: CodeTree, after: CodeTree): FileChange[] {
  const gone = Object.keys(before).filter((path) => after[path] === undefined);
  const changes = Object.entries(after).flatMap(([path, text]): FileChange[] => {
    const former = before[path];
    if (former === text) return [];
    if (former !== undefined) return [{ kind: "modified", path, ...changedLines(former, text) }];
    const from = gone.find((other) => before[other] === text);
    if (from === undefined) return [{ kind: "added", path, ...changedLines("", text) }];
    gone.splice(gone.indexOf(from), 1);
    return [{ kind: "moved", path, from, added: 0, removed: 0 }];
  });
  const deleted = gone.map((path): FileChange => {
    const { removed } = changedLines(before[path] ?? "", "");
    return { kind: "deleted", path, added: 0, removed };
  });
  return [...changes, ...deleted].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Whether a path is this file, or lies in this folder. */
export function liesIn(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
