import { join, relative, resolve, sep } from "node:path";

import { readTextFile } from "../adapters/files/read-text.ts";
import { openSourceFiles } from "../adapters/files/source-files.ts";
import { gitCommitHooks } from "../adapters/git/git-commit-hooks.ts";
import type { CommitFault } from "../core/commit-message.ts";
import { checkCommit } from "../tickets/check-commit.ts";
import type { CheckReport } from "../tickets/check/check-tickets.ts";
import type { CheckScope } from "../tickets/check/select-tickets.ts";
import type { Completion } from "../tickets/complete-ticket.ts";
import type { OverlapReport } from "../tickets/find-overlaps.ts";
import { type HooksResult, installHooks } from "../tickets/install-hooks.ts";
import { linkCode, type LinkRequest, type LinkResult } from "../tickets/link-code.ts";
import { describePullRequest, type PullRequestText } from "../tickets/pull-request.ts";
import type { SearchResult } from "../tickets/search-tickets.ts";
import { type BranchResult, startTicketBranch } from "../tickets/start-branch.ts";
import { unlinkCode } from "../tickets/unlink-code.ts";
import type { IndexResult } from "../tickets/write-indexes.ts";
import { openTicketOverview, type TicketOverview } from "./ticket-overview.ts";
import { openTicketParts, type TicketsOptions } from "./ticket-parts.ts";

export type { CheckReport, CheckScope, Completion, IndexResult, OverlapReport, SearchResult };

/** What `workflow` does with tickets and the code that belongs to them. Paths are as typed at `cwd`. */
export interface TicketCodeApp extends TicketOverview {
  link(request: Omit<LinkRequest, "author">): Promise<LinkResult>;
  unlink(request: Omit<LinkRequest, "author">): ReturnType<typeof unlinkCode>;
  branch(key: string): Promise<BranchResult>;
  pullRequest(key: string): Promise<PullRequestText>;
  /** What is wrong with the message in a file; undefined where nothing is. */
  checkCommit(file: string): Promise<CommitFault | undefined>;
  installHooks(): Promise<HooksResult>;
}

/** Where the ports of tickets and code meet Git and the disk. */
export function openTicketCode(options: TicketsOptions): TicketCodeApp {
  const { cwd, env } = options;
  const parts = openTicketParts(options);
  const { root, packageRoot, files, clock, codeHost: code } = parts;
  const sources = openSourceFiles(root);
  const fromProject = (path: string) =>
    relative(root, resolve(cwd, path)).replaceAll(sep, "/") || ".";
  return {
    link: async (request) => {
      const author = await parts.author();
      const targets = request.targets.map(fromProject);
      return await linkCode({ ...request, targets, author }, { files, clock, code, sources });
    },
    unlink: async (request) => {
      const targets = request.targets.map(fromProject);
      return await unlinkCode({ ...request, targets }, { files, code });
    },
    branch: async (key) => {
      const author = await parts.author();
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
    ...openTicketOverview(options, parts),
  };
}

const MAX_MESSAGE_BYTES = 1024 * 1024;
