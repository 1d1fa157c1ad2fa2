import type { Stats } from "node:fs";
import { lstat } from "node:fs/promises";
import { join } from "node:path";

import { EpicError } from "../../core/errors.ts";
import { codeOf, writeFailure } from "../files/file-failure.ts";

/**
 * Makes sure that every folder on the way to `path` (relative to the root, with slashes) is a real
 * one, or not there yet: a symbolic link could lead the writing to any place of the machine.
 * Answers whether the last one is there.
 */
export async function guardFolders(root: string, path: string): Promise<boolean> {
  const names = path.split("/");
  for (const [index] of names.entries()) {
    const part = names.slice(0, index + 1).join("/");
    const stats = await statsOf(join(root, part), part);
    if (!stats) return false;
    if (!stats.isDirectory()) throw notOurs(part, stats, "a folder");
  }
  return true;
}

/** Makes sure that what is there under this path, if anything, is a file of its own. */
export async function guardFile(root: string, path: string): Promise<boolean> {
  const stats = await statsOf(join(root, path), path);
  if (!stats) return false;
  if (!stats.isFile()) throw notOurs(path, stats, "a file");
  return true;
}

async function statsOf(file: string, path: string): Promise<Stats | undefined> {
  try {
    return await lstat(file);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw writeFailure(error, path);
  }
}

function notOurs(path: string, stats: Stats, wanted: string): EpicError {
  const [code, problem] = stats.isSymbolicLink()
    ? (["INVALID_INPUT", "is a symbolic link"] as const)
    : (["STORAGE_ERROR", `is not ${wanted}`] as const);
  return new EpicError(code, `${path} ${problem}`, {
    hint: `tickets are kept in real folders and files: move ${path} away, then try again`,
  });
}
