import type { Branch, Repository } from "../../ports/code-host.ts";
import { gitFailure, type GitPlace, runGit } from "./run-git.ts";

/** Undefined where the folder is in no repository. */
export async function readRepository(place: GitPlace): Promise<Repository | undefined> {
  const where = await runGit(place, ["rev-parse", "--show-prefix"]);
  if (where.code !== 0) {
    if (/not a git repository|must be run in a work tree/.test(where.stderr)) return undefined;
    throw gitFailure(where, "The repository cannot be read");
  }
  const [refs, head, symbolic, user] = await Promise.all([
    runGit(place, ["for-each-ref", `--format=${REF_FORMAT}`, "refs/heads", "refs/remotes"]),
    runGit(place, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]),
    runGit(place, ["symbolic-ref", "--quiet", "HEAD"]),
    readConfig(place),
  ]);
  if (refs.code !== 0) throw gitFailure(refs, "The branches cannot be read");
  const rows = refs.stdout.split("\n").filter((line) => line !== "");
  const branches = rows.flatMap((row) => branchOf(row) ?? []);
  const commit = head.stdout.trim();
  const branch = symbolic.stdout.trim().replace(/^refs\/heads\//, "");
  const main = mainOf(branches, remoteHead(rows) ?? user.defaultBranch);
  return {
    folder: where.stdout.replace(/\n$/, "").replace(/\/$/, ""),
    ...(commit !== "" && { commit }),
    ...(branch !== "" && { branch }),
    ...(main !== undefined && { main }),
    branches,
    user: user.identity,
  };
}

const REF_FORMAT = "%(refname)%00%(objectname)%00%(symref)";
const REMOTE = /^refs\/remotes\/([^/]+)\/(.+)$/;

/** Nothing for the sign of a remote that says which branch is its main one. */
function branchOf(row: string): Branch | undefined {
  const [ref = "", commit = "", symref = ""] = row.split("\0");
  if (symref !== "") return undefined;
  const [, remote, name] = REMOTE.exec(ref) ?? [];
  if (remote !== undefined && name !== undefined) return { name, commit, remote };
  return { name: ref.replace(/^refs\/heads\//, ""), commit };
}

function remoteHead(rows: readonly string[]): string | undefined {
  const targets = rows.flatMap((row) => {
    const [ref = "", , symref = ""] = row.split("\0");
    return ref.endsWith("/HEAD") ? (REMOTE.exec(symref)?.[2] ?? []) : [];
  });
  return targets[0];
}

function mainOf(branches: readonly Branch[], said: string | undefined): string | undefined {
  const candidates = [said, "main", "master", "trunk"];
  return candidates.find((name) => branches.some((branch) => branch.name === name));
}

interface Config {
  readonly identity: Repository["user"];
  readonly defaultBranch: string | undefined;
}

async function readConfig(place: GitPlace): Promise<Config> {
  const keys = "^(user\\.(name|email)|init\\.defaultbranch)$";
  const { stdout } = await runGit(place, ["config", "-z", "--get-regexp", keys]);
  // The last one counts, as for Git itself.
  const values = new Map(stdout.split("\0").map((entry) => splitAt(entry, "\n")));
  const name = place.env["GIT_AUTHOR_NAME"] || values.get("user.name");
  const email = place.env["GIT_AUTHOR_EMAIL"] || values.get("user.email");
  return {
    identity: { ...(name && { name }), ...(email && { email }) },
    defaultBranch: values.get("init.defaultbranch"),
  };
}

function splitAt(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}
