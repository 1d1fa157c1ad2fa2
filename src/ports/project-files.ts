import type { Documents } from "./ticket-files.ts";

export interface FileChange {
  /** The text that the change was made from; absent where there is no such file. */
  readonly before?: string | undefined;
  readonly after: string;
}

/**
 * Text files of a project, by their paths relative to it, with slashes; and those that ship for it.
 *
 * Every method throws STORAGE_ERROR when the medium is full, read-only or cannot be read, and
 * INVALID_INPUT for a symbolic link where a file or folder should be.
 */
export interface ProjectFiles {
  /** Undefined where there is none. */
  read(path: string): Promise<string | undefined>;
  /** Whether there is such a folder. */
  holds(folder: string): Promise<boolean>;
  /**
   * Whole or not at all, with the folders on its way. Throws STORAGE_ERROR when the file is no longer
   * as it was before.
   */
  write(path: string, change: FileChange): Promise<void>;
  /** All files below a folder of what ships, by their paths in it; the empty path is all of it. */
  shipped(folder: string): Promise<Documents>;
}
