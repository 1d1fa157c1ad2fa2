import { randomBytes } from "node:crypto";
import {
  access,
  constants,
  open,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

import { EpicError } from "../../core/errors.ts";
import { codeOf, writeFailure } from "./file-failure.ts";

/**
 * Writes a result whole or not at all. The target of a symbolic link is replaced and the link kept;
 * a device or pipe such as /dev/stdout is written to directly. Throws INVALID_INPUT for a folder and
 * STORAGE_ERROR for all else that goes wrong. A pipe that nobody reads any more is no failure.
 */
export async function writeOutput(path: string, text: string | Iterable<string>): Promise<void> {
  const target = await checkOutput(path);
  try {
    if (target.kind === "file") await replaceFile(target, text);
    else await writeFile(path, text, { flag: constants.O_WRONLY | constants.O_APPEND });
  } catch (error) {
    if (codeOf(error) !== "EPIPE") throw writeFailure(error, path);
  }
}

type Target = { readonly kind: "device" } | FileTarget;

interface FileTarget {
  readonly kind: "file";
  /** Behind any symbolic link. */
  readonly file: string;
  /** Of the file that is replaced; undefined where there is none yet. */
  readonly mode: number | undefined;
}

/** Here a regular file is one that the shell has open, which replacing would take from it. */
const STREAMS = /^\/(?:dev|proc)\//;

/** Whether a result could be written there: asked before the work, so that no review is in vain. */
export async function checkOutput(path: string): Promise<Target> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) {
      throw new EpicError("INVALID_INPUT", `${path} is a folder; the result needs a file`, {
        hint: `name a file in it: ${join(path, "epic.md")}`,
      });
    }
    if (!stats.isFile() || STREAMS.test(resolve(path))) return { kind: "device" };
    await access(path, constants.W_OK);
    return { kind: "file", file: await realpath(path), mode: stats.mode };
  } catch (error) {
    if (error instanceof EpicError) throw error;
    if (codeOf(error) !== "ENOENT") throw writeFailure(error, path);
  }
  const link = await readlink(path).catch(() => undefined);
  if (link !== undefined) return await checkOutput(resolve(dirname(path), link));
  await access(dirname(resolve(path)), constants.W_OK | constants.X_OK).catch((error: unknown) => {
    throw writeFailure(error, path);
  });
  return { kind: "file", file: resolve(path), mode: undefined };
}

async function replaceFile(
  { file, mode }: FileTarget,
  text: string | Iterable<string>,
): Promise<void> {
  const draft = join(dirname(file), `.epic-${randomBytes(8).toString("hex")}.tmp`);
  try {
    await writeDurably(draft, text, mode);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function writeDurably(
  file: string,
  text: string | Iterable<string>,
  mode: number | undefined,
): Promise<void> {
  const handle = await open(file, "wx");
  try {
    if (mode !== undefined) await handle.chmod(mode & 0o777);
    for (const part of typeof text === "string" ? [text] : text) await handle.writeFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
