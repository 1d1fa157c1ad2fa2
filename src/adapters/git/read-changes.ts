import type { ChangeRange, FileChange } from "../../ports/code-host.ts";
import { gitFailure, type GitPlace, runGit } from "./run-git.ts";

export async function readChanges(
  place: GitPlace,
  range: ChangeRange,
): Promise<readonly FileChange[]> {
  if ("since" in range) {
    const [tracked, others] = await Promise.all([
      runGit(place, ["diff", ...FORMAT, "--end-of-options", range.since, "--"]),
      runGit(place, ["ls-files", "-z", "--others", "--exclude-standard"]),
    ]);
    if (tracked.code !== 0) throw gitFailure(tracked, `Changes since ${range.since} are not known`);
    return [...parseChanges(tracked.stdout), ...others.stdout.split("\0").flatMap(untracked)];
  }
  const input = range.commits.map((commit) => `${commit}\n`).join("");
  const args = ["diff-tree", "--stdin", "-r", "--root", "--no-commit-id", ...FORMAT];
  const found = await runGit(place, args, input);
  if (found.code !== 0) throw gitFailure(found, "The changes of commits are not known");
  return parseChanges(found.stdout);
}

const FORMAT = [
  "--raw",
  "--numstat",
  "-z",
  "-M",
  "--no-ext-diff",
  "--no-textconv",
  "--no-relative",
  "--no-color",
  "--no-abbrev",
];

function untracked(path: string): FileChange[] {
  return path === "" ? [] : [{ kind: "added", path, added: 0, removed: 0 }];
}

const KINDS: Readonly<Record<string, FileChange["kind"]>> = {
  A: "added",
  C: "added",
  D: "deleted",
  R: "moved",
};

/**
 * `:100644 100644 hash hash M\0path\0` for each file of a commit, then `1\t2\tpath\0` for each of
 * them; a moved file has both its paths, in the second list after an empty one.
 */
const FILE = String.raw`:\d+ \d+ \S+ \S+ (?<letter>[A-Z])\d*\0(?:(?<=[RC]\d+\0)(?<from>[^\0]+)\0)?(?<path>[^\0]+)\0`;
const COUNT = String.raw`(?<added>\d+|-)\t(?<removed>\d+|-)\t(?:\0[^\0]+\0)?[^\0]+\0`;

function parseChanges(output: string): FileChange[] {
  const entries = [...output.matchAll(new RegExp(`${FILE}|${COUNT}`, "g"))];
  const groups = entries.map((entry) => entry.groups ?? {});
  const counts = groups.filter(({ letter }) => letter === undefined);
  const files = groups.filter(({ letter }) => letter !== undefined);
  return files.map(({ letter = "", from = "", path = "" }, index) => {
    const { added, removed } = counts[index] ?? {};
    const kind = KINDS[letter] ?? "modified";
    const change = { kind, path, added: Number(added) || 0, removed: Number(removed) || 0 };
    return kind === "moved" ? Object.assign(change, { from }) : change;
  });
}
