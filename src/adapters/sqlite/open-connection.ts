import { statSync } from "node:fs";

import { EpicError } from "../../core/errors.ts";
import type { Connection, Driver } from "./driver.ts";
import { isCurrent, migrate } from "./migrations.ts";
import { readSnapshot } from "./snapshot.ts";
import { prepareStateFile } from "./state-folder.ts";
import { failureCode } from "./storage-error.ts";

/** Creates what is missing and brings the tables up to date. */
export function openForWriting(driver: Driver, file: string, timeout: number): Connection {
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

/** Creates and changes nothing: a missing file is an empty one. */
export function openForReading(driver: Driver, file: string, timeout: number): Connection {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    throw new EpicError(
      "STORAGE_ERROR",
      `The state file ${file} cannot be opened: it is a folder`,
      {
        hint: "Move it away, or use another state folder",
      },
    );
  }
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
