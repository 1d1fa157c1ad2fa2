import { EpicError } from "../../core/errors.ts";
import type { CodeHost, CodePlace } from "../../ports/code-host.ts";
import { readChanges } from "./read-changes.ts";
import { readCommits } from "./read-commits.ts";
import { readRepository } from "./read-repository.ts";
import { gitFailure, type GitPlace, runGit } from "./run-git.ts";

/** The Git repository that a folder is in, through the `git` of the machine. */
export function gitCodeHost(place: GitPlace): CodeHost {
  let found: Promise<GitPlace> | undefined;
  // Git takes paths as relative to the folder that it runs in.
  const top = async () => await (found ??= findTop(place));
  return {
    repository: async () => await readRepository(place),
    async isAncestor(commit, later) {
      const args = ["merge-base", "--is-ancestor", "--end-of-options", commit, later];
      const result = await runGit(await top(), args);
      if (result.code > 1) throw gitFailure(result, `${commit} and ${later} cannot be compared`);
      return result.code === 0;
    },
    commits: async (query) => await readCommits(await top(), query),
    changes: async (range) => await readChanges(await top(), range),
    async objects(places) {
      if (places.length === 0) return [];
      const input = places.map((at) => `${questionFor(at)}\n`).join("");
      const result = await runGit(await top(), ["cat-file", "--batch-check=%(objectname)"], input);
      if (result.code !== 0) throw gitFailure(result, "The repository cannot be read");
      const answers = result.stdout.split("\n");
      return places.map((_place, index) => /^[0-9a-f]{40,64}$/.exec(answers[index] ?? "")?.[0]);
    },
    async startBranch(name) {
      // A name that begins with a hyphen is no name of a branch to Git either.
      const here = await top();
      const valid = await runGit(here, ["check-ref-format", `refs/heads/${name}`]);
      if (valid.code !== 0 || name.startsWith("-")) {
        throw new EpicError("INVALID_INPUT", `${JSON.stringify(name)} cannot be a branch's name`);
      }
      const result = await runGit(here, ["checkout", "--quiet", "-b", name]);
      if (result.code === 0) return;
      const isTaken = result.stderr.includes("already exists");
      const failure = gitFailure(result, `The branch ${name} cannot be made`);
      throw isTaken
        ? new EpicError("INVALID_INPUT", `The branch ${name} already exists`, {
            cause: failure,
            hint: `check it out with git checkout ${name}`,
          })
        : failure;
    },
  };
}

/** One line. Git would take `./` and `../` as relative to the folder that it runs in. */
function questionFor({ commit, path }: CodePlace): string {
  return /\n|^\.\.?(?:\/|$)/.test(path) ? "" : `${commit}:${path}`;
}

async function findTop(place: GitPlace): Promise<GitPlace> {
  const result = await runGit(place, ["rev-parse", "--show-toplevel"]);
  if (result.code !== 0) throw gitFailure(result, `${place.cwd} has no code`);
  return { ...place, cwd: result.stdout.replace(/\r?\n$/, "") };
}
