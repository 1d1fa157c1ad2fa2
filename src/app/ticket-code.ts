import { homedir, userInfo } from "node:os";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

import { findProjectRoot } from "../adapters/files/places.ts";
import { readTextFile } from "../adapters/files/read-text.ts";
import { openSourceFiles } from "../adapters/files/source-files.ts";
import { gitCodeHost } from "../adapters/git/git-code-host.ts";
import { gitCommitHooks } from "../adapters/git/git-commit-hooks.ts";
import { findPackageRoot } from "../adapters/ticket-files/package-root.ts";
import { openTicketFiles } from "../adapters/ticket-files/ticket-files.ts";
import type { CommitFault } from "../core/commit-message.ts";
import type { Environment } from "../core/config-environment.ts";
import { checkCommit } from "../tickets/check-commit.ts";
import { type HooksResult, installHooks } from "../tickets/install-hooks.ts";
import { linkCode, type LinkRequest, type LinkResult } from "../tickets/link-code.ts";
import { describePullRequest, type PullRequestText } from "../tickets/pull-request.ts";
import { type BranchResult, startTicketBranch } from "../tickets/start-branch.ts";
import { unlinkCode } from "../tickets/unlink-code.ts";

export interface TicketCodeOptions {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Environment;
}

/** What `workflow` does with tickets and the code that belongs to them. Paths are as typed at `cwd`. */
export interface TicketCodeApp {
  link(request: Omit<LinkRequest, "author">): Promise<LinkResult>;
  unlink(request: Omit<LinkRequest, "author">): ReturnType<typeof unlinkCode>;
  branch(key: string): Promise<BranchResult>;
  pullRequest(key: string): Promise<PullRequestText>;
  /** What is wrong with the message in a file; undefined where nothing is. */
  checkCommit(file: string): Promise<CommitFault | undefined>;
  installHooks(): Promise<HooksResult>;
}

/** Where the ports of tickets and code meet Git and the disk. */
export function openTicketCode({ cwd, env }: TicketCodeOptions): TicketCodeApp {
  const root = findProjectRoot(cwd, env["HOME"] || homedir());
  const packageRoot = findPackageRoot(fileURLToPath(import.meta.url));
  const files = openTicketFiles({ root, packageRoot });
  const code = gitCodeHost({ cwd: root, env });
  const sources = openSourceFiles(root);
  const clock = { now: Date.now };
  const fromProject = (path: string) =>
    relative(root, resolve(cwd, path)).replaceAll(sep, "/") || ".";
  return {
    link: async (request) => {
      const author = await authorOf(code);
      const targets = request.targets.map(fromProject);
      return await linkCode({ ...request, targets, author }, { files, clock, code, sources });
    },
    unlink: async (request) => {
      const targets = request.targets.map(fromProject);
      return await unlinkCode({ ...request, targets }, { files, code });
    },
    branch: async (key) => {
      const author = await authorOf(code);
      return await startTicketBranch({ key, author }, { files, clock, code });
    },
    pullRequest: async (key) => await describePullRequest(key, { files, code }),
    checkCommit: async (file) => {
      const limits = { what: `The commit message ${file}`, maxBytes: MAX_MESSAGE_BYTES };
      const message = await readTextFile(resolve(cwd, file), limits);
      return await checkCommit(message, { files, code });
    },
    installHooks: async () => {
      const command = {
        runtime: process.execPath,
        binary: join(packageRoot, "dist/bin/workflow.js"),
      };
      return await installHooks(command, { code, hooks: gitCommitHooks({ cwd: root, env }) });
    },
  };
}

const MAX_MESSAGE_BYTES = 1024 * 1024;

/** Who commits here, else who runs this; a container may run a user that has no name. */
async function authorOf(code: ReturnType<typeof gitCodeHost>): Promise<string> {
  const repository = await code.repository();
  if (repository?.user.name !== undefined) return repository.user.name;
  try {
    return userInfo().username || "unknown";
  } catch {
    return "unknown";
  }
}
