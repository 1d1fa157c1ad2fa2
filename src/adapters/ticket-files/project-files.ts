import { randomBytes } from "node:crypto";
import { link, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join, posix, relative, sep } from "node:path";

import { EpicError } from "../../core/errors.ts";
import { changedMeanwhile } from "../../core/ticket-refusals.ts";
import type { ProjectFiles } from "../../ports/project-files.ts";
import { codeOf, writeFailure } from "../files/file-failure.ts";
import { guardFile, guardFolders } from "./guarded-paths.ts";
import { readDocument } from "./read-document.ts";

interface ProjectFilesOptions {
  /** Of the project, absolute. */
  readonly root: string;
  /** Where this package is installed, absolute. */
  readonly packageRoot: string;
}

export function openProjectFiles({ root, packageRoot }: ProjectFilesOptions): ProjectFiles {
  return {
    read: async (path) => await readOwn(root, path),
    holds: async (folder) => await guardFolders(root, folder),
    async write(path, { before, after }) {
      if ((await readOwn(root, path)) !== before) throw changedMeanwhile(path);
      try {
        await makeFolders(root, posix.dirname(path));
        await put(join(root, path), after, before === undefined);
      } catch (error) {
        if (codeOf(error) === "EEXIST") throw changedMeanwhile(path);
        throw error instanceof EpicError ? error : writeFailure(error, path);
      }
    },
    async shipped(folder) {
      const from = join(packageRoot, "templates", folder);
      const entries = await readdir(from, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      const texts = files.map(async ({ parentPath, name }) => {
        const file = join(parentPath, name);
        return [relative(from, file).split(sep).join("/"), await readFile(file, "utf8")] as const;
      });
      return Object.fromEntries(await Promise.all(texts));
    },
  };
}

async function readOwn(root: string, path: string): Promise<string | undefined> {
  const isThere = (await guardFolders(root, posix.dirname(path))) && (await guardFile(root, path));
  if (!isThere) return undefined;
  const reading = readDocument(root, path);
  if (reading.kind === "text") return reading.text;
  const problem = reading.kind === "refused" ? reading.problem : "is gone";
  throw new EpicError("INVALID_INPUT", `${path} ${problem}`);
}

/** Level by level: the `recursive` of Node goes round for ever where a folder can never be made. */
async function makeFolders(root: string, path: string): Promise<void> {
  if (await guardFolders(root, path)) return;
  const above = posix.dirname(path);
  if (above !== ".") await makeFolders(root, above);
  await mkdir(join(root, path)).catch((error: unknown) => {
    if (codeOf(error) !== "EEXIST") throw error;
  });
}

/** A new file takes no other one's place: a link fails where somebody was quicker. */
async function put(file: string, text: string, isNew: boolean): Promise<void> {
  const draft = join(dirname(file), `.${randomBytes(6).toString("hex")}.new`);
  try {
    await using handle = await open(draft, "wx");
    await handle.writeFile(text);
    await handle.sync();
    if (isNew) await link(draft, file);
    else await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}
