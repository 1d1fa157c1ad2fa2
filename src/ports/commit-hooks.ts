/**
 * The scripts that the code host runs when somebody commits here, by the names that it gives them.
 * Every method throws NOT_FOUND where there is no repository and STORAGE_ERROR where the disk fails.
 */
export interface CommitHooks {
  /** Undefined where there is none of this name. */
  read(name: string): Promise<string | undefined>;
  /** Writes it whole or not at all, to be run from now on. */
  write(name: string, script: string): Promise<void>;
  /** Gives it another name. Throws INVALID_INPUT where that is taken, NOT_FOUND where there is none. */
  rename(name: string, to: string): Promise<void>;
}
