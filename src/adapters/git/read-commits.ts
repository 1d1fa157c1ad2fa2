import { namesWord } from "../../core/names-word.ts";
import type { Commit, CommitQuery } from "../../ports/code-host.ts";
import { gitFailure, type GitPlace, runGit } from "./run-git.ts";

export async function readCommits(place: GitPlace, query: CommitQuery): Promise<readonly Commit[]> {
  const result = await runGit(place, commandFor(query));
  if (result.stderr.includes("does not have any commits yet")) return [];
  if (result.code !== 0) throw gitFailure(result, "The commits cannot be read");
  const { naming } = query;
  return [...result.stdout.matchAll(COMMIT)].flatMap(({ groups: fields = {} }) => {
    const { hash = "", at = "", author = "", subject = "", message = "" } = fields;
    // Git finds AEC-456 in AEC-4567 as well.
    if (naming !== undefined && !namesWord(message, naming)) return [];
    return { hash, at: new Date(at).toISOString(), author, subject };
  });
}

/** Without `from` and `after`, a repository without commits has none: HEAD would be a fault there. */
function commandFor({ from, after, naming, touching = [] }: CommitQuery): readonly string[] {
  const start = from ?? (after === undefined ? undefined : "HEAD");
  return [
    "log",
    "--format=%H%x00%cI%x00%an%x00%s%x00%B%x00",
    "--no-show-signature",
    "--no-color",
    ...(naming === undefined ? [] : ["--fixed-strings", `--grep=${naming}`]),
    "--end-of-options",
    ...(start === undefined ? [] : [start]),
    ...(after === undefined ? [] : [`^${after}`]),
    "--",
    ...touching,
  ];
}

const COMMIT =
  /(?<hash>[0-9a-f]{40,64})\0(?<at>[^\0]*)\0(?<author>[^\0]*)\0(?<subject>[^\0]*)\0(?<message>[^\0]*)\0/g;
