import { EpicError } from "../../core/errors.ts";

const UNREADABLE: Readonly<Record<string, string>> = {
  EACCES: "may not be read by this user",
  EPERM: "may not be read by this user",
  EISDIR: "is a folder",
  ENOTDIR: "lies below something that is no folder",
  ELOOP: "is a circle of symbolic links",
  ENAMETOOLONG: "has too long a name",
};

/** What it means when a file that the user named cannot be read: the name, or the file, is wrong. */
export function readFailure(error: unknown, what: string): EpicError {
  const code = codeOf(error);
  if (code === "ENOENT")
    return new EpicError("NOT_FOUND", `${what} does not exist`, { cause: error });
  const reason = UNREADABLE[code] ?? `cannot be read: ${messageOf(error)}`;
  return new EpicError("INVALID_INPUT", `${what} ${reason}`, { cause: error });
}

const UNWRITABLE: Readonly<Record<string, string>> = {
  EACCES: "may not be written by this user",
  EPERM: "may not be written by this user",
  EROFS: "lies on a read-only disk",
  ENOSPC: "does not fit: the disk is full",
  EDQUOT: "does not fit: the disk quota is used up",
  ENOENT: "lies in a folder that does not exist",
  ENOTDIR: "lies below something that is no folder",
  ELOOP: "is a circle of symbolic links",
};

const WAYS_OUT: Readonly<Record<string, string>> = {
  ENOENT: "make the folder first: mkdir -p",
  ENOSPC: "make room, or choose another place",
  EDQUOT: "make room, or choose another place",
  EROFS: "choose a place on a disk that takes writes",
};

/** What it means when a result cannot be written: the work is done and kept, only the copy is not. */
export function writeFailure(error: unknown, what: string): EpicError {
  const code = codeOf(error);
  const reason = UNWRITABLE[code] ?? `cannot be written: ${messageOf(error)}`;
  const hint = WAYS_OUT[code] ?? "choose another place";
  return new EpicError("STORAGE_ERROR", `${what} ${reason}`, { cause: error, hint });
}

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
