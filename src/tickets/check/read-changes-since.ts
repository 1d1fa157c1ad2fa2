import { EpicError } from "../../core/errors.ts";
import type { CodeHost, FileChange } from "../../ports/code-host.ts";

export type Changes = readonly FileChange[];

/** What changed since each of these commits; nothing for one that the repository does not have. */
export async function readChangesSince(
  commits: readonly string[],
  code: CodeHost,
): Promise<ReadonlyMap<string, Changes>> {
  const open = [...new Set(commits)];
  const changes = new Map<string, Changes>();
  const work = async () => {
    for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
      changes.set(commit, await changesSince(commit, code));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return changes;
}

const AT_ONCE = 8;

/** A shallow clone does not have every commit. */
async function changesSince(commit: string, code: CodeHost): Promise<Changes> {
  try {
    return await code.changes({ since: commit });
  } catch (error) {
    if (error instanceof EpicError && error.code === "NOT_FOUND") return [];
    throw error;
  }
}
