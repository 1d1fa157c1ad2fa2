import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { type Ended, ended, type RunOptions } from "./epic.ts";

const root = resolve(import.meta.dirname, "../..");
export const WORKFLOW = join(root, "dist/bin/workflow.js");

export interface WorkflowOptions extends RunOptions {
  /** Another copy of the binary. */
  readonly binary?: string;
  /** Number of the user who runs it. */
  readonly uid?: number;
}

/** Runs `workflow` in a folder that is home and project in one. */
export async function workflow(
  cwd: string,
  args: readonly string[],
  { binary = WORKFLOW, uid, ...options }: WorkflowOptions = {},
): Promise<Ended> {
  const env = { PATH: process.env["PATH"], HOME: cwd, ...options.env };
  const user = uid === undefined ? {} : { uid };
  const child = spawn(process.execPath, [binary, ...args], { cwd, env, stdio: "pipe", ...user });
  return await ended(child, options);
}

/** Runs a line of a POSIX shell, in which $WORKFLOW is the binary. */
export async function shell(cwd: string, line: string): Promise<Ended> {
  const env = {
    PATH: process.env["PATH"],
    HOME: cwd,
    WORKFLOW: `${process.execPath} ${WORKFLOW}`,
  };
  return await ended(spawn("/bin/sh", ["-c", line], { cwd, env, stdio: "pipe" }));
}

/** Every path below a folder, hidden ones too. */
export function tree(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
}
