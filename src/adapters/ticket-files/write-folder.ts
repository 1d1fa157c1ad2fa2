import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, open, readdir, rename, rm, rmdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import type { Documents } from "../../ports/ticket-files.ts";
import { codeOf } from "../files/file-failure.ts";

/** What moves a folder; tests let it fail. */
export type Move = typeof rename;

/**
 * Puts a folder with these files where there is none or an empty one. The files are written beside
 * it under a hidden name and moved there in one step; whatever fails, nothing is left behind.
 * Fails with ENOTEMPTY or EEXIST where somebody else was faster.
 */
export async function createFolder(
  folder: string,
  documents: Documents,
  move: Move,
): Promise<void> {
  const made: string[] = [];
  const draft = hiddenName(folder, "new");
  try {
    await makeFolder(dirname(folder), made);
    await writeFiles(draft, documents);
    await move(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    await removeEmpty(made.toReversed());
    throw error;
  }
  await syncFolder(dirname(folder));
}

/**
 * Level by level, and adds to `made` what it made, the outermost first. The `recursive` of Node goes
 * round for ever where a folder can never be made, as below /proc, and takes a read-only disk for a
 * missing folder.
 */
async function makeFolder(folder: string, made: string[]): Promise<void> {
  if (existsSync(folder)) return;
  await makeFolder(dirname(folder), made);
  try {
    await mkdir(folder);
    made.push(folder);
  } catch (error) {
    // Another process was quicker.
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

/**
 * Puts these files into a folder that is there, and leaves its other contents. The folder is made
 * anew beside the old one and takes its place; when that fails, the old one comes back.
 */
export async function replaceInFolder(
  folder: string,
  documents: Documents,
  move: Move,
): Promise<void> {
  const draft = hiddenName(folder, "new");
  const backup = hiddenName(folder, "old");
  try {
    await mkdir(draft);
    for (const name of await readdir(folder)) {
      if (Object.hasOwn(documents, name)) continue;
      await cp(join(folder, name), join(draft, name), COPY_AS_IT_IS);
    }
    await writeFiles(draft, documents);
    await move(folder, backup);
    await move(draft, folder).catch(async (error: unknown) => {
      await rename(backup, folder);
      throw error;
    });
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  await syncFolder(dirname(folder));
  await rm(backup, { recursive: true, force: true });
}

const COPY_AS_IT_IS = {
  recursive: true,
  verbatimSymlinks: true,
  preserveTimestamps: true,
  errorOnExist: true,
} as const;

const HIDDEN = /^\.([A-Z0-9-]+)\.[0-9a-f]{12}\.(new|old)$/;

function hiddenName(folder: string, kind: "new" | "old"): string {
  return join(dirname(folder), `.${basename(folder)}.${randomBytes(6).toString("hex")}.${kind}`);
}

/** The key of the ticket whose former folder has this name, which only a sudden end leaves behind. */
export function keyOfBackup(name: string): string | undefined {
  const [, key, kind] = HIDDEN.exec(name) ?? [];
  return kind === "old" ? key : undefined;
}

async function writeFiles(folder: string, documents: Documents): Promise<void> {
  if (!existsSync(folder)) await mkdir(folder);
  for (const [name, text] of Object.entries(documents)) {
    await using file = await open(join(folder, name), "wx");
    await file.writeFile(text);
    await file.sync();
  }
}

/** Makes the move itself durable. Not every system lets a folder be opened for that. */
async function syncFolder(folder: string): Promise<void> {
  try {
    await using handle = await open(folder, "r");
    await handle.sync();
  } catch (error) {
    if (!["EISDIR", "EPERM", "EINVAL", "EACCES"].includes(codeOf(error))) throw error;
  }
}

/** Removes folders, the innermost first, as long as they are empty. */
async function removeEmpty(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const removed = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}
