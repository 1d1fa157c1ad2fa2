import { homedir } from "node:os";
import { posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

import { findPackageRoot } from "../adapters/files/package-root.ts";
import { findProjectRoot, findTicketsRoot } from "../adapters/files/places.ts";
import { openProjectFiles } from "../adapters/ticket-files/project-files.ts";
import { EpicError } from "../core/errors.ts";
import { TICKETS_FOLDER } from "../core/ticket-path.ts";
import type { ProjectFiles } from "../ports/project-files.ts";
import { type SetupRequest, type SetupResult, setUpProject } from "../tickets/setup-project.ts";
import type { TicketsOptions } from "./ticket-parts.ts";

export type { SetupResult };

/** Sets up the project that `cwd` is in; where it is set up already, in the same place. */
export async function setUp(
  { root, ...request }: Omit<SetupRequest, "root"> & { readonly root?: string | undefined },
  { cwd, env }: TicketsOptions,
): Promise<SetupResult> {
  const project = findProjectRoot(cwd, env["HOME"] || homedir());
  const packageRoot = findPackageRoot(fileURLToPath(import.meta.url));
  const files = openProjectFiles({ root: project, packageRoot });
  const former = await formerRoot(project, files);
  if (former !== undefined && root !== undefined && root.replace(/\/$/, "") !== former) {
    const message = `Planning lives in ${former} here, and --root names ${root}`;
    throw new EpicError("INVALID_INPUT", message, {
      hint: "a project has one place for it: leave --root out, or move the folder first",
    });
  }
  return await setUpProject({ ...request, root: root ?? former ?? ".ai" }, files);
}

/** Where tickets are, or what an earlier setup has left. */
async function formerRoot(project: string, files: ProjectFiles): Promise<string | undefined> {
  const above = relative(project, findTicketsRoot(project)).split(sep).join("/");
  const folder = posix.join(above, TICKETS_FOLDER);
  return (await files.holds(folder)) ? posix.dirname(folder) : undefined;
}
