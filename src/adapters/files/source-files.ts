import { lstatSync, readFileSync, type Stats } from "node:fs";
import { join, posix } from "node:path";

import { EpicError } from "../../core/errors.ts";
import type { Source, SourceFiles } from "../../ports/source-files.ts";
import { decodeText } from "./decode-text.ts";
import { codeOf } from "./file-failure.ts";

const MAX_BYTES = 1024 * 1024;

/** Files below a folder, or beside it, read at once: thousands of small ones are faster so. */
export function openSourceFiles(root: string): SourceFiles {
  return {
    async look(paths) {
      // What a look found out about folders holds for all its paths.
      const ways = new Map<string, Source | undefined>();
      return paths.map((path) => lookAt(root, posix.normalize(path), ways));
    },
  };
}

type Ways = Map<string, Source | undefined>;

function lookAt(root: string, path: string, ways: Ways): Source | undefined {
  const way = lookAtFolder(root, posix.dirname(path), ways);
  if (way?.kind !== "folder") return way?.kind === "refused" ? way : undefined;
  const stats = statsOf(root, path);
  if (!stats || "kind" in stats) return stats;
  if (stats.isSymbolicLink()) return refused("is a symbolic link");
  if (stats.isDirectory()) return { kind: "folder" };
  if (!stats.isFile()) return refused("is not a file");
  return readSource(root, path, stats);
}

function lookAtFolder(root: string, path: string, ways: Ways): Source | undefined {
  if (/^(?:\.|(?:\.\.\/)*\.\.)$/.test(path)) return { kind: "folder" };
  if (ways.has(path)) return ways.get(path);
  const above = lookAtFolder(root, posix.dirname(path), ways);
  const found = above?.kind === "folder" ? folderAt(root, path) : above;
  ways.set(path, found);
  return found;
}

function folderAt(root: string, path: string): Source | undefined {
  const stats = statsOf(root, path);
  if (!stats || "kind" in stats) return stats;
  if (stats.isSymbolicLink()) return refused(`lies below the symbolic link ${path}`);
  return stats.isDirectory() ? { kind: "folder" } : undefined;
}

function statsOf(root: string, path: string): Stats | Source | undefined {
  try {
    return lstatSync(join(root, path));
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return undefined;
    return refused(`cannot be read: ${codeOf(error)}`);
  }
}

function readSource(root: string, path: string, { size }: Stats): Source {
  if (size > MAX_BYTES) return { kind: "file" };
  try {
    return { kind: "file", text: decodeText(readFileSync(join(root, path)), path) };
  } catch (error) {
    // Pictures and archives are linked too.
    if (error instanceof EpicError) return { kind: "file" };
    return refused(`cannot be read: ${codeOf(error)}`);
  }
}

function refused(problem: string): Source {
  return { kind: "refused", problem };
}
