import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { EpicError } from "../../core/errors.ts";
import { changedMeanwhile } from "../../core/ticket-refusals.ts";
import type { DocumentChange } from "../../ports/ticket-files.ts";
import { codeOf, writeFailure } from "../files/file-failure.ts";
import { readDocument } from "./read-document.ts";

/**
 * Writes the new text beside the document and moves it there in one step. The file beside it is the
 * lock as well, as Git does it: only one process can make it.
 */
export async function updateDocument(
  root: string,
  path: string,
  { before, after }: DocumentChange,
): Promise<void> {
  const lock = `${dirname(path)}/.${basename(path)}.lock`;
  const handle = await makeLock(join(root, lock), lock, path);
  try {
    await writeWhole(handle, after);
    const now = readDocument(root, path);
    if (now.kind !== "text" || now.text !== before) throw changedMeanwhile(path);
    await rename(join(root, lock), join(root, path));
  } catch (error) {
    await rm(join(root, lock), { force: true });
    throw error instanceof EpicError ? error : writeFailure(error, path);
  }
}

async function makeLock(file: string, lock: string, path: string): Promise<FileHandle> {
  try {
    return await open(file, "wx");
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw writeFailure(error, path);
    throw new EpicError("STORAGE_ERROR", `${path} is being changed by another process`, {
      cause: error,
      hint: `run the command again; if nothing else runs, remove ${lock}`,
    });
  }
}

async function writeWhole(handle: FileHandle, text: string): Promise<void> {
  await using file = handle;
  await file.writeFile(text);
  await file.sync();
}
