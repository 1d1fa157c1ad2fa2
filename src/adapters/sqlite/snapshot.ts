import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Connection, Driver } from "./driver.ts";
import { migrate } from "./migrations.ts";

/**
 * A copy in memory, brought up to date. It serves where the file can be read but not opened: SQLite
 * cannot read a database in WAL mode without writing beside it, and an old one must be migrated.
 */
export function readSnapshot(driver: Driver, file: string): Connection {
  const folder = mkdtempSync(join(tmpdir(), "epic-state-"));
  try {
    const copy = join(folder, "state.db");
    // Not as a copy of the file, which would be as read-only as the file is.
    writeFileSync(copy, readFileSync(file), PRIVATE);
    if (existsSync(`${file}-wal`))
      writeFileSync(`${copy}-wal`, readFileSync(`${file}-wal`), PRIVATE);
    return loadIntoMemory(driver, copy, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const PRIVATE = { mode: 0o600 };

function loadIntoMemory(driver: Driver, copy: string, file: string): Connection {
  const connection = driver.open(copy);
  try {
    // A database in memory has no WAL, so what is in it has to move into the file first.
    connection.pragma("journal_mode = DELETE");
    migrate(connection, file);
    return driver.open(connection.serialize());
  } finally {
    connection.close();
  }
}
