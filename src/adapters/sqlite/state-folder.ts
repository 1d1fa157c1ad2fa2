import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

import { failureCode } from "./storage-error.ts";

/**
 * Makes the empty file of a database that does not exist yet, for its owner alone (SQLite gives its
 * side files the same mode), and hides its folder from git. A folder in which other files lie is
 * somebody else's and stays in sight. Where the file cannot be made, no folder is left behind.
 */
export function prepareStateFile(file: string): void {
  const folder = dirname(file);
  if (!existsSync(file)) {
    const made: string[] = [];
    try {
      makeFolder(folder, made, { mode: 0o700 });
      makeFile(file, folder);
    } catch (error) {
      takeBack(made);
      throw error;
    }
  }
  // SQLite opens what may not be written for reading, and says so only at the first save.
  accessSync(file, constants.R_OK | constants.W_OK);
  accessSync(folder, constants.W_OK);
}

function makeFile(file: string, folder: string): void {
  const alone = readdirSync(folder).every((name) => name === GIT_IGNORE);
  if (alone) writeFileSync(join(folder, GIT_IGNORE), "*\n");
  closeSync(openSync(file, "a", 0o600));
}

/**
 * Level by level, and adds to `made` what it made, the outermost first. The `recursive` of Node goes
 * round for ever where a folder can never be made, as below /proc, and takes a read-only disk for a
 * missing folder.
 */
function makeFolder(folder: string, made: string[], options: { mode?: number } = {}): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder), made);
  try {
    mkdirSync(folder, options);
    made.push(folder);
  } catch (error) {
    // Another process was quicker.
    if (failureCode(error) !== "EEXIST") throw error;
  }
}

/** As far as nobody else has put anything there. */
function takeBack(made: readonly string[]): void {
  const [folder, ...around] = made.toReversed();
  if (folder === undefined) return;
  rmSync(join(folder, GIT_IGNORE), { force: true });
  try {
    for (const each of [folder, ...around]) rmdirSync(each);
  } catch {
    // What led here is the failure to tell.
  }
}

const GIT_IGNORE = ".gitignore";
