import { deflateRawSync, inflateRawSync } from "node:zlib";

import type { StoredObject } from "../../core/hash.ts";
import type { Database } from "./database.ts";

/** Below it, unpacking costs more than the pages that are saved. */
const COMPRESS_FROM_BYTES = 8192;

/** Half the time of the defaults, for bodies that come out a twentieth larger. */
const QUICKLY = { level: 1, memLevel: 7, windowBits: 14 };

interface ObjectRow {
  readonly encoding: "plain" | "deflate";
  readonly size: number;
  readonly body: string | Buffer;
}

export interface ObjectTable {
  /** Inside a transaction. Those that are whole stay as they are; a damaged one is mended. */
  insert(objects: readonly StoredObject[]): void;
  /** Canonical JSON, not verified; undefined where there is none. */
  body(hash: string): string | undefined;
}

/** Bodies by hash, each once however many runs and cache entries name it. */
export function objectTable(db: Database): ObjectTable {
  const insert = db.prepare<[string, string, string, number, string | Buffer], unknown>(
    `INSERT INTO objects (hash, kind, encoding, size, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (hash) DO UPDATE SET kind = excluded.kind, encoding = excluded.encoding,
       size = excluded.size, body = excluded.body`,
  );
  const select = db.prepare<[string], ObjectRow>(
    "SELECT encoding, size, body FROM objects WHERE hash = ?",
  );
  return {
    insert(objects) {
      for (const { hash, kind, body } of objects) {
        const stored = select.get(hash);
        // Compared, which takes less than a checksum: whoever gives a body knows what it must be.
        if (stored !== undefined && decode(stored) === body) continue;
        const row = encode(body);
        insert.run(hash, kind, row.encoding, row.size, row.body);
      }
    },
    body(hash) {
      const row = select.get(hash);
      return row && decode(row);
    },
  };
}

function encode(body: string): ObjectRow {
  const size = Buffer.byteLength(body);
  if (size < COMPRESS_FROM_BYTES) return { encoding: "plain", size, body };
  return { encoding: "deflate", size, body: deflateRawSync(body, QUICKLY) };
}

/** What cannot be unpacked was changed: it comes back empty, which no hash fits. */
function decode({ encoding, size, body }: ObjectRow): string {
  if (encoding === "plain" || typeof body === "string") return String(body);
  try {
    return inflateRawSync(body, { maxOutputLength: Math.max(size, 1) }).toString();
  } catch {
    return "";
  }
}
