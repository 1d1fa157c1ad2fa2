import { EpicError } from "../../core/errors.ts";

interface Cause {
  readonly codes: RegExp;
  readonly failure: string;
  readonly hint: string;
}

const FREE_SPACE = "Free some space and try again; epic list shows runs that epic resume continues";
const ALLOW = "Allow this user to read and write it and its folder, or use another state folder";
const RESTORE = "Restore it from a backup, or move it away: the next run starts a new one";

/** By the code of SQLite or of the file system; the first that fits counts. */
const CAUSES: readonly Cause[] = [
  {
    codes: /^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)$/,
    failure: "has no room left: the disk is full",
    hint: FREE_SPACE,
  },
  {
    codes: /^EROFS$/,
    failure: "lies on a read-only disk",
    hint: "Name a state folder on a disk that takes writes, as in EPIC_STATE_DIR=~/epic-state",
  },
  { codes: /^SQLITE_READONLY/, failure: "is read-only", hint: ALLOW },
  { codes: /^(SQLITE_NOTADB)$/, failure: "is not a database", hint: RESTORE },
  { codes: /^SQLITE_CORRUPT/, failure: "is damaged", hint: RESTORE },
  {
    codes: /^SQLITE_(BUSY|LOCKED)/,
    failure: "is in use by another process and did not become free in time",
    hint: "Try again when that process has finished",
  },
  {
    codes: /^(EACCES|EPERM|SQLITE_PERM|SQLITE_AUTH)$/,
    failure: "may not be used by this user",
    hint: ALLOW,
  },
  {
    codes: /^(SQLITE_CANTOPEN.*|ENOENT|ENOTDIR|EISDIR|EEXIST)$/,
    failure: "cannot be opened",
    hint: "Look at its path: it must be a file in a folder that is there or can be made",
  },
  {
    codes: /^SQLITE_IOERR|^EIO$/,
    failure: "cannot be read or written: the disk reports a fault",
    hint: "Check the disk, then restore the file from a backup",
  },
  {
    codes: /^ERR_DLOPEN_FAILED$|^MODULE_NOT_FOUND$/,
    failure: "cannot be opened: the database driver was built for another Node, or not at all",
    hint: "Build it again: npm rebuild better-sqlite3",
  },
  { codes: /^SQLITE_/, failure: "cannot be used", hint: "Look at it with: epic doctor" },
];

/** Does the work; a failure of the medium becomes STORAGE_ERROR, every other one passes as it is. */
export function translateFailures<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storageError(file, error) ?? error;
  }
}

function storageError(file: string, error: unknown): EpicError | undefined {
  const code = failureCode(error);
  const cause = CAUSES.find(({ codes }) => code !== undefined && codes.test(code));
  if (cause === undefined) return undefined;
  return new EpicError("STORAGE_ERROR", `The state file ${file} ${cause.failure} (${code})`, {
    hint: cause.hint,
    cause: error,
  });
}

/** Of SQLite or the file system; undefined for failures that are neither. */
export function failureCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  // What the loader of the native part throws where nothing was built has no code.
  return error.message.includes("bindings file") ? "MODULE_NOT_FOUND" : undefined;
}
