import type { Database } from "./database.ts";
import { purgeObjects } from "./storeroom.ts";

interface Row {
  readonly key: string;
  readonly size: number;
}

/**
 * Makes room for the answer under `key`: those that were used least recently go, and the bodies that
 * nothing else names with them. Down to nine tenths, so that not every further answer evicts one.
 */
export function evictLeastUsed(
  db: Database,
  { key, maxBytes }: { readonly key: string; readonly maxBytes: number },
): void {
  db.writeRelaxed(() => {
    const rows = db
      .prepare<[string], Row>("SELECT key, size FROM cache WHERE key <> ? ORDER BY used")
      .all(key);
    const remove = db.prepare<[string], unknown>("DELETE FROM cache WHERE key = ?");
    const [total] = db
      .prepare<[], { readonly bytes: number }>("SELECT bytes FROM cache_tally")
      .all();
    let bytes = total?.bytes ?? 0;
    for (const row of rows) {
      if (bytes <= maxBytes * 0.9) break;
      remove.run(row.key);
      bytes -= row.size;
    }
    db.prepare<[], unknown>(
      "DELETE FROM derived WHERE created_at < (SELECT min(created_at) FROM cache)",
    ).run();
    purgeObjects(db);
  });
}
