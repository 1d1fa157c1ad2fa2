import { statSync } from "node:fs";

import { EpicError } from "../../core/errors.ts";
import { type Connection, type Driver, loadDriver, type Statement } from "./driver.ts";
import { isCurrent, migrate } from "./migrations.ts";
import { readSnapshot } from "./snapshot.ts";
import { prepareStateFile } from "./state-folder.ts";
import { failureCode, translateFailures } from "./storage-error.ts";

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

function openForWriting(driver: Driver, file: string, timeout: number): Connection {
  const inMemory = file === ":memory:";
  if (!inMemory) prepareStateFile(file);
  return closedOnFailure(driver.open(file, { timeout }), (connection) => {
    connection.pragma("foreign_keys = ON");
    isCurrent(connection, file);
    expectPragma(connection, file, "journal_mode", "WAL", inMemory ? "memory" : "wal");
    // After the journal mode: the driver opens WAL files at NORMAL, which may lose the last saves.
    expectPragma(connection, file, "synchronous", "FULL", 2);
    migrate(connection, file);
  });
}

function openForReading(driver: Driver, file: string, timeout: number): Connection {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory())
    throw new EpicError(
      "STORAGE_ERROR",
      `The state file ${file} cannot be opened: it is a folder`,
      { hint: "Move it away, or use another state folder" },
    );
  const connection =
    found === undefined
      ? openForWriting(driver, ":memory:", timeout)
      : (openReadOnly(driver, file, timeout) ?? readSnapshot(driver, file));
  connection.pragma("query_only = ON");
  return connection;
}

/** Undefined where it takes a copy to read the file. */
function openReadOnly(driver: Driver, file: string, timeout: number): Connection | undefined {
  let connection: Connection | undefined;
  try {
    connection = driver.open(file, { timeout, readonly: true });
    if (isCurrent(connection, file)) return connection;
  } catch (error) {
    connection?.close();
    if (!NEEDS_A_COPY.test(failureCode(error) ?? "")) throw error;
    return undefined;
  }
  connection.close();
  return undefined;
}

const NEEDS_A_COPY = /^SQLITE_(CANTOPEN|READONLY)/;

function expectPragma(
  connection: Connection,
  file: string,
  name: string,
  value: string,
  expected: string | number,
): void {
  connection.pragma(`${name} = ${value}`);
  const actual = connection.pragma(name, { simple: true });
  if (actual === expected) return;
  throw new EpicError(
    "STORAGE_ERROR",
    `The state file ${file} stays at ${name} ${String(actual)}`,
    {
      hint: "Use a state folder on a local disk",
    },
  );
}

function closedOnFailure(connection: Connection, prepare: (connection: Connection) => void) {
  try {
    prepare(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}
