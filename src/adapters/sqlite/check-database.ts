import { existsSync } from "node:fs";

import type { DoctorCheck } from "../../core/doctor.ts";
import { EpicError, toEpicError } from "../../core/errors.ts";
import { openDatabase } from "./database.ts";

/** Whether the driver fits this Node and its native part was built for it. */
export async function checkDriver(): Promise<DoctorCheck> {
  return await judged("database driver", async () => {
    using database = await openDatabase(":memory:");
    const [row] = database
      .prepare<[], { version: string }>("SELECT sqlite_version() AS version")
      .all();
    return `better-sqlite3 with SQLite ${row?.version ?? "of an unknown version"}`;
  });
}

/** Whether the state file, where there is one, can be read and is whole. Changes nothing. */
export async function checkDatabase(file: string): Promise<DoctorCheck> {
  if (!existsSync(file)) {
    return { name: "state file", status: "ok", detail: `${file}, made by the first run` };
  }
  return await judged("state file", async () => {
    using database = await openDatabase(file, { mode: "read" });
    const answers = database.read(() =>
      database.prepare<[], { quick_check: string }>("PRAGMA quick_check").all(),
    );
    const [first, ...rest] = answers.map(({ quick_check }) => quick_check);
    if (first === "ok") return file;
    throw new EpicError(
      "STORAGE_ERROR",
      `${file} is damaged: ${first ?? "it gives no answer"} (and ${rest.length} more faults)`,
      { hint: "Restore it from a backup, or move it away: the next run starts a new one" },
    );
  });
}

async function judged(name: string, look: () => Promise<string>): Promise<DoctorCheck> {
  try {
    return { name, status: "ok", detail: await look() };
  } catch (error) {
    const { message, hint } = toEpicError(error);
    return { name, status: "failed", detail: message, hint };
  }
}
