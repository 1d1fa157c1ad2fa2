import { homedir, userInfo } from "node:os";
import { posix, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

import { findPackageRoot } from "../adapters/files/package-root.ts";
import { findProjectRoot, findTicketsRoot } from "../adapters/files/places.ts";
import { gitCodeHost } from "../adapters/git/git-code-host.ts";
import { sshSignatures } from "../adapters/signatures/ssh-keygen.ts";
import { openTicketFiles } from "../adapters/ticket-files/ticket-files.ts";
import { openTicketMemory } from "../adapters/ticket-files/ticket-memory.ts";
import type { Environment } from "../core/config-environment.ts";
import type { Clock } from "../ports/clock.ts";
import type { CodeHost } from "../ports/code-host.ts";
import type { TicketFiles } from "../ports/ticket-files.ts";
import type { TicketMemory } from "../ports/ticket-memory.ts";
import type { TicketParts } from "../tickets/read-ground.ts";
import { loadTeamRules } from "./team-rules.ts";

export interface TicketsOptions {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Environment;
  /** Instead of the project's own file. */
  readonly configFile?: string | undefined;
}

/** What all of `workflow` rests on. */
export interface OpenTicketParts {
  /** The folder whose `.ai/workflow` holds the tickets, absolute. */
  readonly root: string;
  /** A path that use-cases give relative to `root`, relative to the project. */
  readonly inProject: <T extends { readonly path: string }>(result: T) => T;
  /** Where this package is installed, absolute. */
  readonly packageRoot: string;
  readonly files: TicketFiles;
  readonly memory: TicketMemory;
  readonly clock: Clock;
  readonly codeHost: CodeHost;
  /** Who does what is done now. */
  readonly author: () => Promise<string>;
  /** What a judgement needs besides: the configuration is read for it. */
  readonly judging: () => Promise<TicketParts>;
}

export function openTicketParts(options: TicketsOptions): OpenTicketParts {
  const { cwd, env } = options;
  const project = findProjectRoot(cwd, env["HOME"] || homedir());
  const root = findTicketsRoot(project);
  const apart = relative(project, root).split(sep).join("/");
  const packageRoot = findPackageRoot(fileURLToPath(import.meta.url));
  const files = openTicketFiles({ root, packageRoot });
  const clock = { now: Date.now };
  const codeHost = gitCodeHost({ cwd: root, env });
  return {
    root,
    inProject: (result) => ({ ...result, path: posix.join(apart, result.path) }),
    packageRoot,
    files,
    memory: openTicketMemory(root),
    clock,
    codeHost,
    author: async () => await readAuthor(codeHost),
    judging: async () => {
      const rules = await loadTeamRules(project, root, options);
      const allowedSigners = resolve(root, rules(undefined).allowedSigners);
      const signatures = sshSignatures({ allowedSigners, cwd });
      return { files, clock, rules, signatures, codeHost };
    },
  };
}

/** As Git knows people, so that approvals and commits name them alike. */
async function readAuthor(codeHost: CodeHost): Promise<string> {
  const repository = await codeHost.repository().catch(() => undefined);
  return repository?.user.name ?? userName();
}

/** A container may run a user that has no name. */
function userName(): string {
  try {
    return userInfo().username || "unknown";
  } catch {
    return "unknown";
  }
}
