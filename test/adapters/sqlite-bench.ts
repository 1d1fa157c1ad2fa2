import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import Driver from "better-sqlite3";

/** A folder of its own, removed with everything in it. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), "epic-store-test-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Looks into a state file, or changes it, behind the back of the store. */
export function behindItsBack<T>(file: string, work: (connection: Driver.Database) => T): T {
  const connection = new Driver(file);
  connection.pragma("foreign_keys = OFF");
  try {
    return work(connection);
  } finally {
    connection.close();
  }
}

/** Gives an object another body, as it would be stored, or removes it. */
export function tamperWith(file: string, hash: string, body: string | undefined): void {
  behindItsBack(file, (connection) => {
    const change =
      body === undefined
        ? connection.prepare("DELETE FROM objects WHERE hash = :hash")
        : connection.prepare("UPDATE objects SET body = :body WHERE hash = :hash");
    change.run({ hash, ...(body !== undefined && { body }) });
  });
}
