import { readFile, stat } from "node:fs/promises";
import { isAbsolute, resolve } from "node:path";

import { sha256 } from "../../core/hash.ts";

/** A command that means the same in any folder. */
export interface LocatedCommand {
  readonly command: readonly string[];
  /** Each file of the project that it names, absolute. */
  readonly files: readonly string[];
  /** sha256 of each file of the project that it names: an agent whose code changed is another one. */
  readonly contents: readonly string[];
}

/** Larger files are no scripts. */
const MAX_SCRIPT_BYTES = 4 * 1024 * 1024;

/**
 * Agents run in a folder of their own, so that words which name a file of the project, as review.mjs
 * in `node review.mjs`, become absolute. A program without a slash is one of the PATH.
 */
export async function locateCommand(
  template: readonly string[],
  root: string,
): Promise<LocatedCommand> {
  const words = await Promise.all(
    template.map(async (word, at) => {
      const file = mayBeFile(word, at) ? resolve(root, word) : undefined;
      const content = file === undefined ? undefined : await contentOf(file);
      return { word: content === undefined || file === undefined ? word : file, content };
    }),
  );
  return {
    command: words.map(({ word }) => word),
    files: words.flatMap(({ word, content }) => (content === undefined ? [] : [word])),
    contents: words.flatMap(({ content }) => (content === undefined ? [] : [sha256(content)])),
  };
}

function mayBeFile(word: string, at: number): boolean {
  if (word.startsWith("-") || word.includes("{")) return false;
  return word.includes("/") || isAbsolute(word) || (at > 0 && word.includes("."));
}

/** Undefined where there is no such file, or it is none of the kind that one would edit. */
async function contentOf(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile() || found.size > MAX_SCRIPT_BYTES) return undefined;
  return await readFile(file, "latin1").catch(() => undefined);
}
