import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { access, constants, stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";

import { type DoctorCheck, judgeDiskSpace } from "../../core/doctor.ts";

/** Whether runs can be saved. A folder that is not there yet is judged by where it would be made. */
export async function checkStateFolder(folder: string): Promise<DoctorCheck> {
  const name = "state folder";
  const parent = nearestExisting(folder);
  const fault = await faultOf(parent);
  if (fault !== undefined) {
    const hint = "allow this user to write there, or name another folder in EPIC_STATE_DIR";
    return { name, status: "failed", detail: `${parent} ${fault}`, hint };
  }
  const detail = parent === folder ? folder : `${folder}, made by the first run`;
  return { name, status: "ok", detail };
}

async function faultOf(folder: string): Promise<string | undefined> {
  try {
    if (!(await stat(folder)).isDirectory()) return "is a file, not a folder";
    await access(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return `cannot be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

export async function checkDiskSpace(folder: string): Promise<DoctorCheck> {
  const place = nearestExisting(folder);
  const { bavail, bsize } = await statfs(place);
  return judgeDiskSpace(bavail * bsize, place);
}

function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(dirname(folder));
}

const GIT_TIMEOUT_MS = 5000;

/** Git is found through the `PATH` of `env`. */
export async function checkGit(env: NodeJS.ProcessEnv): Promise<DoctorCheck> {
  try {
    const run = promisify(execFile);
    const { stdout } = await run("git", ["--version"], { env, timeout: GIT_TIMEOUT_MS });
    return { name: "git", status: "ok", detail: stdout.trim() };
  } catch {
    return {
      name: "git",
      status: "warning",
      detail: "not found",
      hint: "install git where tickets are to follow branches; reviews do not need it",
    };
  }
}
