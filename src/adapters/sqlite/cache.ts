import { storedObject } from "../../core/hash.ts";
import { openCachedReview, openDerived } from "../../core/stored-body.ts";
import type { Cache, DamagedEntry } from "../../ports/cache.ts";
import type { CacheEntry, CacheStats } from "../../schema/cache.ts";
import type { Usage } from "../../schema/expense.ts";
import { SCHEMA_VERSION } from "../../schema/words.ts";
import { type CacheRow, type CacheStatements, cacheStatements } from "./cache-statements.ts";
import type { Database } from "./database.ts";
import { objectTable } from "./objects.ts";

interface CacheLimit {
  /** Of the reviews that it leads to, before compression. */
  readonly maxBytes?: number;
}

/** A Cache over a state file, which it does not close. */
export function sqliteCache(
  db: Database,
  { maxBytes = Number.POSITIVE_INFINITY }: CacheLimit = {},
): Cache {
  const objects = objectTable(db);
  const statements = cacheStatements(db);
  return {
    async get(key) {
      const found = db.read(() => {
        const row = statements.select.get(key);
        return row && readEntry(row, objects.body(row.output));
      });
      const name = found === undefined || "damage" in found ? "misses" : "hits";
      if (db.writable) db.writeRelaxed(() => countLookUp(statements, name, key));
      return found;
    },
    async set({ personaOutput, usage, subject = null, ...entry }) {
      const object = storedObject("review", personaOutput);
      const size = Buffer.byteLength(object.body);
      const row = { ...entry, output: object.hash, size, subject, usage: asJson(usage) };
      const bytes = db.writeRelaxed(() => {
        objects.insert([object]);
        statements.upsert.run(row);
        return statements.size.get()?.bytes ?? 0;
      });
      if (bytes <= maxBytes) return;
      const { evictLeastUsed } = await import("./evict.ts");
      evictLeastUsed(db, { key: entry.key, maxBytes });
    },
    async recall(key) {
      return db.read(() => {
        const output = statements.selectDerived.get(key)?.output;
        return output === undefined ? undefined : openDerived(output, objects.body(output));
      });
    },
    async remember(key, { value, createdAt }) {
      const object = storedObject("assessment", value);
      db.writeRelaxed(() => {
        objects.insert([object]);
        statements.upsertDerived.run({ key, output: object.hash, createdAt });
      });
    },
    async invalidate({ key = null, persona = null, olderThan = null, subjects }) {
      return db.writeRelaxed(() => {
        if (key === null && persona === null && !subjects) {
          statements.removeDerived.run({ olderThan });
        }
        const listed = asJson(subjects);
        return statements.remove.run({ key, persona, olderThan, subjects: listed }).changes;
      });
    },
    async stats() {
      return db.read(() => readStats(statements));
    },
  };
}

function countLookUp(statements: CacheStatements, name: "hits" | "misses", key: string): void {
  statements.count.run(name);
  if (name === "hits") statements.touch.run(key);
}

function readEntry(row: CacheRow, body: string | undefined): CacheEntry | DamagedEntry {
  const { output, usage, subject, ...entry } = row;
  const opened = openCachedReview(output, body);
  if ("damage" in opened) return opened;
  return {
    ...entry,
    ...(subject !== null && { subject }),
    // Written by `set` from what the schema allows.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    ...(usage !== null && { usage: JSON.parse(usage) as Usage }),
    schemaVersion: SCHEMA_VERSION,
    ...opened,
  };
}

function asJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function readStats({ counts, bytes, personas }: CacheStatements): CacheStats {
  const rows = personas.all();
  const counted = new Map(counts.all().map(({ name, count }) => [name, count]));
  const hits = counted.get("hits") ?? 0;
  const misses = counted.get("misses") ?? 0;
  const [oldest] = rows.map((row) => row.oldest).toSorted();
  return {
    entries: rows.reduce((sum, { entries }) => sum + entries, 0),
    bytes: bytes.get()?.bytes ?? 0,
    hits,
    misses,
    ...(hits + misses > 0 && { hitRate: hits / (hits + misses) }),
    ...(oldest !== undefined && { oldest }),
    byPersona: Object.fromEntries(rows.map(({ persona, entries }) => [persona, entries])),
  };
}
