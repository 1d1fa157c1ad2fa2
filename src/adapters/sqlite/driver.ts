import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import type BetterSqlite from "better-sqlite3";

import { EpicError } from "../../core/errors.ts";

export type Connection = BetterSqlite.Database;

export interface Driver {
  /** A buffer holds the bytes of a whole database, which then lives in memory. */
  open(file: string | Buffer, options?: BetterSqlite.Options): Connection;
}

/** Loads better-sqlite3 when it is first needed. Throws STORAGE_ERROR where it cannot work here. */
export function loadDriver(): Driver {
  const require = createRequire(import.meta.url);
  const folder = installedFolder(require);
  const unfit = unfitDriver(folder && installedVersion(folder), process.versions.node);
  if (unfit !== undefined) throw unfit;
  // Not by `import`: that takes twice as long for a package of many small CommonJS files.
  const Constructor: typeof BetterSqlite = require("better-sqlite3");
  const native = folder === undefined ? {} : nativePart(folder);
  return { open: (file, options) => new Constructor(file, { ...native, ...options }) };
}

/**
 * better-sqlite3 13 on a Node before 22 ends the process with a segmentation fault as soon as it is
 * loaded, without an error that could be caught: so this is asked before.
 */
export function unfitDriver(version: string | undefined, node: string): EpicError | undefined {
  if (version === undefined) {
    return new EpicError("STORAGE_ERROR", "The database driver better-sqlite3 is not installed", {
      hint: "Install it: npm install better-sqlite3",
    });
  }
  if (major(version) < 13 || major(node) >= 22) return undefined;
  return new EpicError(
    "STORAGE_ERROR",
    `The database driver better-sqlite3 ${version} does not work with Node ${node}`,
    { hint: "Install one that does (npm install better-sqlite3@12), or use Node 22 or newer" },
  );
}

function installedFolder(require: NodeJS.Require): string | undefined {
  try {
    return dirname(require.resolve("better-sqlite3/package.json"));
  } catch {
    return undefined;
  }
}

function installedVersion(folder: string): string {
  const text = readFileSync(join(folder, "package.json"), "utf8");
  const { version }: { version: string } = JSON.parse(text);
  return version;
}

/** Where version 12 keeps it. Its own search for it takes longer than opening the database. */
function nativePart(folder: string): BetterSqlite.Options {
  const nativeBinding = join(folder, "build", "Release", "better_sqlite3.node");
  return existsSync(nativeBinding) ? { nativeBinding } : {};
}

function major(version: string): number {
  return Number.parseInt(version, 10);
}
