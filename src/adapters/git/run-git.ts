import { spawn } from "node:child_process";

import { EpicError } from "../../core/errors.ts";

export interface GitPlace {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface GitResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One line about a Git that did not do what it was asked for. */
export function gitFailure({ stderr }: GitResult, what: string): EpicError {
  const [first = ""] = stderr.trim().split("\n");
  const said = first.replace(/^(?:fatal|error): /, "");
  return new EpicError("NOT_FOUND", `${what}: git says ${JSON.stringify(said)}`);
}

/**
 * Runs git without a shell and to its end, whatever its exit code. What configuration of people
 * could change of its output is switched off, and paths are taken literally. Throws NOT_FOUND where
 * there is no git.
 */
export async function runGit(
  { cwd, env }: GitPlace,
  args: readonly string[],
  input = "",
): Promise<GitResult> {
  const child = spawn("git", [...PLAIN, ...args], { cwd, env: ownEnvironment(env), stdio: "pipe" });
  const stdout: Uint8Array[] = [];
  const stderr: Uint8Array[] = [];
  child.stdout.on("data", (chunk: Uint8Array) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Uint8Array) => stderr.push(chunk));
  // Git may end before it has read everything; its exit code tells what that means.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", (error) => reject(noGit(error)));
    child.on("close", (status) => resolve(status ?? 1));
  });
  return { code, stdout: textOf(stdout), stderr: textOf(stderr) };
}

const PLAIN = ["--no-pager", "--literal-pathspecs", "-c", "core.quotePath=false"];

/** What Git sets for its hooks: it would lead away from the folder that is asked about. */
const OF_A_HOOK = new Set([
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_PREFIX",
  "GIT_COMMON_DIR",
  "GIT_NAMESPACE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
]);

function ownEnvironment(env: GitPlace["env"]): Record<string, string | undefined> {
  const kept = Object.entries(env).filter(([name]) => !OF_A_HOOK.has(name));
  return {
    ...Object.fromEntries(kept),
    // Its sentences are compared, its locks belong to people, and nobody can answer it.
    LC_ALL: "C",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
  };
}

function textOf(chunks: readonly Uint8Array[]): string {
  return Buffer.concat(chunks).toString("utf8");
}

function noGit(cause: Error): EpicError {
  return new EpicError("NOT_FOUND", `git could not be started: ${cause.message}`, {
    cause,
    hint: "install Git, or put it on the PATH",
  });
}
