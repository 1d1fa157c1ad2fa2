import { homedir, userInfo } from "node:os";
import { relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

import { findProjectRoot } from "../adapters/files/places.ts";
import { openSourceFiles } from "../adapters/files/source-files.ts";
import { gitCodeHost } from "../adapters/git/git-code-host.ts";
import { findPackageRoot } from "../adapters/ticket-files/package-root.ts";
import { openTicketFiles } from "../adapters/ticket-files/ticket-files.ts";
import type { Environment } from "../core/config-environment.ts";
import { linkCode, type LinkRequest, type LinkResult } from "../tickets/link-code.ts";
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
  };
}

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
