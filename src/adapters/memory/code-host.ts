import { EpicError } from "../../core/errors.ts";
import { sha256 } from "../../core/hash.ts";
import { namesWord } from "../../core/names-word.ts";
import type { CodeHost, CommitQuery, FileChange, Repository } from "../../ports/code-host.ts";
import {
  changesBetween,
  changesOf,
  type CodeHistory,
  type CodeTree,
  commitAt,
  historyOf,
  liesIn,
  type StoredCommit,
} from "./code-history.ts";

/** A repository that lasts as long as this object. */
export interface CodeMedium {
  readonly user: Repository["user"];
  readonly commits: Map<string, StoredCommit>;
  /** Name to commit; a branch before its first commit is not there. */
  readonly branches: Map<string, string>;
  branch: string;
  /** What lies in the folder, committed or not. */
  files: CodeTree;
}

export function memoryCodeHost(medium: CodeMedium): CodeHost {
  const head = () => medium.branches.get(medium.branch);
  return {
    async repository() {
      return describeRepository(medium);
    },
    async isAncestor(commit, later) {
      commitAt(medium.commits, commit);
      return historyOf(medium.commits, later).some(({ hash }) => hash === commit);
    },
    async commits(query) {
      const from = query.from ?? head();
      return from === undefined ? [] : findCommits(medium.commits, { ...query, from });
    },
    async changes(range) {
      if ("since" in range) return changesSince(medium, range.since);
      const { commits } = medium;
      return range.commits.flatMap((hash) => changesOf(commits, commitAt(commits, hash)));
    },
    async objects(places) {
      return places.map(({ commit, path }) => {
        const hash = commit === "HEAD" ? head() : commit;
        return hash === undefined ? undefined : objectAt(commitAt(medium.commits, hash).tree, path);
      });
    },
    async startBranch(name) {
      checkBranchName(name);
      if (medium.branches.has(name)) {
        throw new EpicError("INVALID_INPUT", `The branch ${name} already exists`, {
          hint: `check it out with git checkout ${name}`,
        });
      }
      const commit = head();
      if (commit !== undefined) medium.branches.set(name, commit);
      medium.branch = name;
    },
  };
}

function describeRepository({ branches, branch, user }: CodeMedium): Repository {
  const commit = branches.get(branch);
  const main = ["main", "master", "trunk"].find((name) => branches.has(name));
  return {
    folder: "",
    branch,
    ...(commit !== undefined && { commit }),
    ...(main !== undefined && { main }),
    branches: [...branches]
      .map(([name, hash]) => ({ name, commit: hash }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    user,
  };
}

function findCommits(
  history: CodeHistory,
  { from, after, naming, touching }: CommitQuery & { readonly from: string },
) {
  const excluded = new Set(
    after === undefined ? [] : historyOf(history, after).map(({ hash }) => hash),
  );
  return historyOf(history, from)
    .filter(({ hash }) => !excluded.has(hash))
    .filter(({ message }) => naming === undefined || namesWord(message, naming))
    .filter(
      (commit) =>
        touching === undefined ||
        changesOf(history, commit).some(({ path, from: former = path }) =>
          touching.some((place) => liesIn(path, place) || liesIn(former, place)),
        ),
    )
    .map(({ hash, at, author, subject }) => ({ hash, at, author, subject }));
}

function changesSince({ commits, branches, branch, files }: CodeMedium, since: string) {
  const tracked = commits.get(branches.get(branch) ?? "")?.tree ?? {};
  const isTracked = (path: string) => tracked[path] !== undefined;
  const entries = Object.entries(files);
  const kept = Object.fromEntries(entries.filter(([path]) => isTracked(path)));
  const others = entries.flatMap(([path]): FileChange[] =>
    isTracked(path) ? [] : [{ kind: "added", path, added: 0, removed: 0 }],
  );
  return [...changesBetween(commitAt(commits, since).tree, kept), ...others];
}

function objectAt(tree: CodeTree, path: string): string | undefined {
  const inside = Object.entries(tree).filter(([file]) => path === "" || liesIn(file, path));
  if (inside.length === 0) return undefined;
  const content = inside.map(([file, text]) => JSON.stringify([file.slice(path.length), text]));
  return sha256(content.toSorted().join());
}

/** Of what Git refuses, the part that people type. */
function checkBranchName(name: string): void {
  const isValid =
    /^(?![-./])[^\s~^:?*[\\]+(?<![./])$/.test(name) && !/\.\.|\/\/|@\{|\.lock$/.test(name);
  if (isValid) return;
  throw new EpicError("INVALID_INPUT", `${JSON.stringify(name)} cannot be a branch's name`);
}
