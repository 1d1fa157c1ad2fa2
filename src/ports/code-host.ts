/** Where the code is kept, as it is now. */
export interface Repository {
  /** Of the project in the repository, with slashes; empty where it is the top of it. */
  readonly folder: string;
  /** Hash of what is checked out; absent before the first commit. */
  readonly commit?: string;
  /** Absent where a commit is checked out and no branch. */
  readonly branch?: string;
  /** Name of the branch that work is merged into; absent where none has a usual name. */
  readonly main?: string;
  readonly branches: readonly Branch[];
  /** Who commits here; a name or address that is not set is absent. */
  readonly user: { readonly name?: string; readonly email?: string };
}

export interface Branch {
  /** Without the remote: feature/AEC-456. */
  readonly name: string;
  readonly commit: string;
  /** As in origin; absent for a branch of this repository. */
  readonly remote?: string;
}

export interface Commit {
  readonly hash: string;
  /** When it was committed, as toISOString writes it. */
  readonly at: string;
  readonly author: string;
  readonly subject: string;
}

/** Commits that fit all of it. */
export interface CommitQuery {
  /** From this commit backward; from what is checked out where absent. */
  readonly from?: string;
  /** Nothing that this commit or an earlier one already has. */
  readonly after?: string;
  /** The message has this word, whole: AEC-45 does not name AEC-456. */
  readonly naming?: string;
  /** One of these files or folders was changed. */
  readonly touching?: readonly string[];
}

export interface FileChange {
  readonly kind: "added" | "modified" | "deleted" | "moved";
  /** Where it is now, or was until it was deleted. */
  readonly path: string;
  /** Where a moved file was. */
  readonly from?: string;
  /** Lines; 0 for what is no text. */
  readonly added: number;
  readonly removed: number;
}

/** Since a commit, with all that is not committed yet; or in some commits, one after the other. */
export type ChangeRange = { readonly since: string } | { readonly commits: readonly string[] };

/** Something in the repository as it was. */
export interface CodePlace {
  /** Hash of a commit, or HEAD. */
  readonly commit: string;
  readonly path: string;
}

/**
 * The repository of the project's code. All paths are relative to the top of it, with slashes, and
 * mean themselves: nothing in them is a pattern or an option. Commits are given by their hashes.
 *
 * Methods other than `repository` throw NOT_FOUND where there is no repository or no such commit.
 */
export interface CodeHost {
  /** Undefined where the project is in no repository. Throws NOT_FOUND where its program is missing. */
  repository(): Promise<Repository | undefined>;
  /** Whether `later` has `commit` in its history. A commit has itself. */
  isAncestor(commit: string, later: string): Promise<boolean>;
  /** The latest first. */
  commits(query: CommitQuery): Promise<readonly Commit[]>;
  /** By path within each commit. What a merge brings belongs to the commits that it merges. */
  changes(range: ChangeRange): Promise<readonly FileChange[]>;
  /** The hash of each file or folder, the same for the same content; undefined where it was not there. */
  objects(places: readonly CodePlace[]): Promise<readonly (string | undefined)[]>;
  /** Checks out a new branch that begins here. Throws INVALID_INPUT where it exists or may not be called so. */
  startBranch(name: string): Promise<void>;
}
