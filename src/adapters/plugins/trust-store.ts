import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { EpicError } from "../../core/errors.ts";
import { type TrustRecord, trustRecordSchema } from "../../schema/plugin.ts";

/** What a person trusts, in a folder of theirs: one file per hash, so that nothing is ever rewritten. */
export interface TrustStore {
  /** By hash. What is no record, as of a newer version, is left out. */
  list(): readonly TrustRecord[];
  has(sha256: string): boolean;
  add(record: TrustRecord): void;
  remove(sha256: string): void;
}

export function openTrustStore(folder: string): TrustStore {
  const fileOf = (sha256: string) => join(folder, `${sha256}.json`);
  const read = (sha256: string): readonly TrustRecord[] => {
    try {
      const { data } = trustRecordSchema.safeParse(
        JSON.parse(readFileSync(fileOf(sha256), "utf8")),
      );
      return data?.sha256 === sha256 ? [data] : [];
    } catch {
      // Missing, unreadable or no JSON: not trusted, whichever it is.
      return [];
    }
  };
  return {
    list: () => namesIn(folder).flatMap(read),
    has: (sha256) => read(sha256).length > 0,
    add(record) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(fileOf(record.sha256), `${JSON.stringify(record)}\n`, { mode: 0o600 });
      } catch (cause) {
        throw unwritable(folder, cause);
      }
    },
    remove(sha256) {
      try {
        rmSync(fileOf(sha256), { force: true });
      } catch (cause) {
        throw unwritable(folder, cause);
      }
    },
  };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).flatMap((file) => /^([0-9a-f]{64})\.json$/.exec(file)?.[1] ?? []);
  } catch {
    // Whoever never trusted anything has no folder.
    return [];
  }
}

function unwritable(folder: string, cause: unknown): EpicError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new EpicError("STORAGE_ERROR", `${folder} cannot be written: ${reason}`, {
    cause,
    hint: "set XDG_CONFIG_HOME to a folder that takes writes, or pass EPIC_TRUST=sha256:...",
  });
}
