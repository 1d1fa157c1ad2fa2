import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type BetterSqlite from "better-sqlite3";

import { EpicError } from "../../core/errors.ts";

export type Driver = typeof BetterSqlite;
export type Connection = BetterSqlite.Database;

/** A prepared statement, with what it takes and the rows it gives. */
export interface Statement<P extends unknown[], R> {
  run(...parameters: P): { readonly changes: number; readonly lastInsertRowid: number | bigint };
  get(...parameters: P): R | undefined;
  all(...parameters: P): R[];
}

/** Loads better-sqlite3 when it is first needed. Throws STORAGE_ERROR where it cannot work here. */
export async function loadDriver(): Promise<Driver> {
  const version = installedVersion();
  const unfit = unfitDriver(version, process.versions.node);
  if (unfit !== undefined) throw unfit;
  const { default: driver } = await import("better-sqlite3");
  return driver;
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

function installedVersion(): string | undefined {
  try {
    const path = createRequire(import.meta.url).resolve("better-sqlite3/package.json");
    const { version }: { version: string } = JSON.parse(readFileSync(path, "utf8"));
    return version;
  } catch {
    return undefined;
  }
}

function major(version: string): number {
  return Number.parseInt(version, 10);
}
