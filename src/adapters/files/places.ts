import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";

import type { Environment } from "../../core/config-environment.ts";
import { EpicError } from "../../core/errors.ts";
import { TICKETS_FOLDER } from "../../core/ticket-path.ts";

/** Where a project keeps personas of its own. */
export const PERSONAS_FOLDER = ".ai/personas";

/** Where things are. All paths are absolute. */
export interface Places {
  readonly root: string;
  readonly stateFolder: string;
  /** Absent where the project has none. */
  readonly projectConfig: string | undefined;
  readonly userConfig: string | undefined;
}

export function findPlaces(cwd: string, env: Environment): Places {
  const home = env["HOME"] || homedir();
  const root = findProjectRoot(cwd, home);
  const state = env["EPIC_STATE_DIR"];
  const candidates = [join(root, "config/epic-creator-v2.yml"), join(root, ".ai/config.yml")];
  const user = join(userConfigFolder(env, home), "epic-creator/config.yml");
  return {
    root,
    stateFolder: state ? resolve(cwd, state) : join(root, ".ai/state"),
    projectConfig: candidates.find((file) => existsSync(file)),
    userConfig: existsSync(user) ? user : undefined,
  };
}

/**
 * The nearest folder, from `cwd` upward, that holds `.ai` or `.git`; else `cwd`. The search ends at
 * the home folder and before the root of the disk: what lies above belongs to no one project.
 */
export function findProjectRoot(cwd: string, home: string): string {
  for (let folder = resolve(cwd); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, ".ai")) || existsSync(join(folder, ".git"))) return folder;
    if (folder === resolve(home)) break;
  }
  return resolve(cwd);
}

/**
 * The folder whose `.ai/workflow` holds the tickets: the project, or the one folder in it that keeps
 * planning apart, as persona-framework/.ai does. Throws INVALID_INPUT where there are several.
 */
export function findTicketsRoot(project: string): string {
  if (existsSync(join(project, TICKETS_FOLDER))) return project;
  const apart = foldersIn(project).filter((name) => {
    return existsSync(join(project, name, TICKETS_FOLDER));
  });
  const [first, second] = apart;
  if (first === undefined) return project;
  if (second === undefined) return join(project, first);
  const message = `Tickets are kept in more than one place: ${apart.map((name) => `${name}/.ai`).join(", ")}`;
  throw new EpicError("INVALID_INPUT", message, { hint: `go into one of them: cd ${first}` });
}

/** A folder that may be used and not be listed has none that anybody could find. */
function foldersIn(project: string): readonly string[] {
  try {
    const entries = readdirSync(project, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** https://specifications.freedesktop.org/basedir: a relative XDG_CONFIG_HOME is to be ignored. */
export function userConfigFolder(env: Environment, home: string): string {
  const folder = env["XDG_CONFIG_HOME"];
  return folder && isAbsolute(folder) ? folder : join(home, ".config");
}

/** A path as a person at `cwd` would write it: relative where it lies below, else absolute. */
export function shownPath(cwd: string, file: string): string {
  const path = relative(cwd, file);
  return path.startsWith("..") || isAbsolute(path) ? file : path;
}
