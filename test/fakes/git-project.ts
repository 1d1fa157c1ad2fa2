import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { CodeHostBench } from "../contracts/code-host.ts";
import { tempFolder } from "./temp-folder.ts";

export interface GitProject extends Omit<CodeHostBench, "host"> {
  readonly folder: string;
  /** What git prints. */
  git(...args: readonly string[]): string;
}

/** Nobody's own configuration reaches into a test. */
export const GIT_ENV = {
  PATH: process.env["PATH"],
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
};

/** A real repository in a folder of its own, its first branch called main. */
export function gitProject(files: Readonly<Record<string, string>> = {}): GitProject {
  const folder = tempFolder(files);
  const git = (...args: readonly string[]) =>
    execFileSync("git", args, { cwd: folder, env: GIT_ENV, encoding: "utf8", stdio: "pipe" });
  const head = () => git("rev-parse", "HEAD").trim();
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Ada Ünal");
  git("config", "user.email", "ada@example.org");
  git("config", "commit.gpgsign", "false");
  const write: GitProject["write"] = async (texts) => {
    for (const [path, text] of Object.entries(texts)) {
      const file = join(folder, path);
      if (text === null) rmSync(file);
      else {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
  };
  return {
    folder,
    git,
    write,
    async commit(message, texts) {
      await write(texts);
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "-m", message);
      return head();
    },
    async checkout(branch) {
      git("checkout", "--quiet", branch);
      return head();
    },
    async merge(branch) {
      git("merge", "--quiet", "--no-ff", "--no-edit", branch);
      return head();
    },
  };
}
