import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { EpicError } from "../../core/errors.ts";
import { sha256 } from "../../core/hash.ts";
import { type TrustRecord, trustRecordSchema } from "../../schema/plugin.ts";

type Trusted = Pick<TrustRecord, "sha256" | "kind" | "path">;

/** What a person trusts, in a folder of theirs: one file each, so that nothing is ever rewritten. */
export interface TrustStore {
  /** What is no record, as of a newer version, is left out. */
  list(): readonly TrustRecord[];
  has(what: Trusted): boolean;
  add(record: TrustRecord): void;
  remove(what: Trusted): void;
}

/** Code is the same wherever it lies; a command means what the project is that it is run in. */
function idOf({ sha256: hash, kind, path }: Trusted): string {
  return kind === "file" || kind === "package" ? hash : sha256(`${hash}  ${path}`);
}

export function openTrustStore(folder: string): TrustStore {
  const fileOf = (id: string) => join(folder, `${id}.json`);
  const read = (id: string): readonly TrustRecord[] => {
    try {
      const { data } = trustRecordSchema.safeParse(JSON.parse(readFileSync(fileOf(id), "utf8")));
      return data && idOf(data) === id ? [data] : [];
    } catch {
      // Missing, unreadable or no JSON: not trusted, whichever it is.
      return [];
    }
  };
  return {
    list: () => namesIn(folder).flatMap(read),
    has: (what) => read(idOf(what)).length > 0,
    add(record) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(fileOf(idOf(record)), `${JSON.stringify(record)}\n`, { mode: 0o600 });
      } catch (cause) {
        throw unwritable(folder, cause);
      }
    },
    remove(what) {
      try {
        rmSync(fileOf(idOf(what)), { force: true });
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
