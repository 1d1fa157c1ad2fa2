import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/**
 * Makes the empty file of a database that does not exist yet, for its owner alone (SQLite gives its
 * side files the same mode), and hides its folder from git. A folder in which other files lie is
 * somebody else's and stays in sight.
 */
export function prepareStateFile(file: string): void {
  const folder = dirname(file);
  if (!existsSync(file)) {
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const alone = readdirSync(folder).every((name) => name === GIT_IGNORE);
    if (alone) writeFileSync(join(folder, GIT_IGNORE), "*\n");
    closeSync(openSync(file, "a", 0o600));
  }
  // SQLite opens what may not be written for reading, and says so only at the first save.
  accessSync(file, constants.R_OK | constants.W_OK);
  accessSync(folder, constants.W_OK);
}

const GIT_IGNORE = ".gitignore";
