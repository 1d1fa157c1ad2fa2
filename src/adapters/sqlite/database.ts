import { type Connection, loadDriver } from "./driver.ts";
import { openForReading, openForWriting } from "./open-connection.ts";
import type { Statement } from "./statement.ts";
import { translateFailures } from "./storage-error.ts";

interface OpenOptions {
  /**
   * `read` creates and changes nothing: a missing file reads as an empty one, and one that may not
   * be written can still be read. A write then fails with STORAGE_ERROR.
   */
  readonly mode?: "write" | "read";
  /** How long to wait for another process that writes. */
  readonly busyTimeoutMs?: number;
}

/**
 * One state file of a project, shared by its state store and its cache. Everything throws
 * STORAGE_ERROR where the medium fails. Closing it twice is harmless.
 */
export interface Database extends Disposable {
  readonly writable: boolean;
  prepare<P extends unknown[], R>(sql: string): Statement<P, R>;
  /** Sees one state of the file, whatever others write meanwhile. */
  read<T>(work: () => T): T;
  /** Whole or not at all, and on the disk when it returns. */
  write<T>(work: () => T): T;
  /** Gives room that is no longer used back to the disk. Not within a transaction. */
  compact(): void;
  /** Whole or not at all; survives the death of the process, but perhaps not a power failure. */
  writeRelaxed<T>(work: () => T): T;
}

export async function openDatabase(file: string, options: OpenOptions = {}): Promise<Database> {
  const { mode = "write", busyTimeoutMs = 5000 } = options;
  return translateFailures(file, () => {
    const driver = loadDriver();
    const writable = mode === "write";
    const connection = writable
      ? openForWriting(driver, file, busyTimeoutMs)
      : openForReading(driver, file, busyTimeoutMs);
    return shareConnection(connection, file, writable);
  });
}

function shareConnection(connection: Connection, file: string, writable: boolean): Database {
  const { read, write } = transactions(connection, file);
  return {
    writable,
    prepare: <P extends unknown[], R>(sql: string): Statement<P, R> =>
      translateFailures(file, () => connection.prepare<P, R>(sql)),
    read,
    write,
    writeRelaxed(work) {
      connection.pragma("synchronous = NORMAL");
      try {
        return write(work);
      } finally {
        connection.pragma("synchronous = FULL");
      }
    },
    compact: () => {
      translateFailures(file, () => connection.exec("VACUUM"));
    },
    [Symbol.dispose]: () => connection.close(),
  };
}

function transactions(connection: Connection, file: string): Pick<Database, "read" | "write"> {
  const begin = connection.prepare("BEGIN");
  const beginImmediate = connection.prepare("BEGIN IMMEDIATE");
  const commit = connection.prepare("COMMIT");
  const rollback = connection.prepare("ROLLBACK");
  function within<T>(start: Statement<[], unknown>, work: () => T): T {
    return translateFailures(file, () => {
      start.run();
      try {
        const result = work();
        commit.run();
        return result;
      } catch (error) {
        // A full disk or a fault of it has rolled back already.
        if (connection.inTransaction) rollback.run();
        throw error;
      }
    });
  }
  return {
    read: (work) => within(begin, work),
    // Takes the lock at once: a transaction that reads first and writes later may have to fail.
    write: (work) => within(beginImmediate, work),
  };
}
