import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Makes the folder of a database that does not exist yet, for its owner alone and out of sight of
 * git, and the empty file: SQLite gives its side files the mode that it finds. A folder that exists
 * already belongs to somebody else and is left as it is.
 */
export function prepareStateFile(file: string): void {
  if (existsSync(file)) return;
  const folder = dirname(file);
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Another process may be making the same folder: either wrote the same.
    writeFileSync(join(folder, ".gitignore"), "*\n");
  }
  closeSync(openSync(file, "a", 0o600));
}
