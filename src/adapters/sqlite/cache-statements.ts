import type { Database } from "./database.ts";

export interface CacheRow {
  readonly key: string;
  readonly persona: string;
  readonly version: string;
  /** Hash of the review. */
  readonly output: string;
  readonly createdAt: string;
  readonly ttl: number;
  /** JSON. */
  readonly usage: string | null;
  readonly subject: string | null;
}

type CacheUpsert = CacheRow & { readonly size: number };

interface DerivedRow {
  readonly key: string;
  readonly output: string;
  readonly createdAt: string;
}

interface PersonaRow {
  readonly persona: string;
  readonly entries: number;
  readonly oldest: string;
}

interface CountRow {
  readonly name: "hits" | "misses";
  readonly count: number;
}

interface Removal {
  readonly key: string | null;
  readonly persona: string | null;
  readonly olderThan: string | null;
  /** JSON of a list. */
  readonly subjects: string | null;
}

export type CacheStatements = ReturnType<typeof cacheStatements>;

/** Every statement about the cache, prepared once. */
export function cacheStatements(db: Database) {
  return {
    select: db.prepare<[string], CacheRow>(
      `SELECT key, persona, version, output,
         created_at AS createdAt, ttl, usage, subject FROM cache WHERE key = ?`,
    ),
    upsert: db.prepare<[CacheUpsert], unknown>(
      `INSERT INTO cache
         (key, persona, version, output, created_at, ttl, usage, subject, size, used)
       VALUES (:key, :persona, :version, :output, :createdAt, :ttl, :usage, :subject, :size,
         (SELECT ticks FROM cache_tally))
       ON CONFLICT (key) DO UPDATE SET persona = excluded.persona, version = excluded.version,
         output = excluded.output, created_at = excluded.created_at, ttl = excluded.ttl,
         usage = excluded.usage, subject = excluded.subject, size = excluded.size,
         used = excluded.used`,
    ),
    touch: db.prepare<[string], unknown>(
      "UPDATE cache SET used = (SELECT ticks FROM cache_tally) WHERE key = ?",
    ),
    size: db.prepare<[], { readonly bytes: number }>("SELECT bytes FROM cache_tally"),
    count: db.prepare<[CountRow["name"]], unknown>(
      `INSERT INTO cache_counts VALUES (?, 1)
       ON CONFLICT (name) DO UPDATE SET count = count + 1`,
    ),
    remove: db.prepare<[Removal], unknown>(
      `DELETE FROM cache WHERE (:key IS NULL OR key = :key)
         AND (:persona IS NULL OR persona = :persona)
         AND (:olderThan IS NULL OR created_at < :olderThan)
         AND (:subjects IS NULL OR subject IN (SELECT value FROM json_each(:subjects)))`,
    ),
    selectDerived: db.prepare<[string], { readonly output: string }>(
      "SELECT output FROM derived WHERE key = ?",
    ),
    upsertDerived: db.prepare<[DerivedRow], unknown>(
      "INSERT OR REPLACE INTO derived VALUES (:key, :output, :createdAt)",
    ),
    removeDerived: db.prepare<[Pick<Removal, "olderThan">], unknown>(
      "DELETE FROM derived WHERE :olderThan IS NULL OR created_at < :olderThan",
    ),
    counts: db.prepare<[], CountRow>("SELECT name, count FROM cache_counts"),
    bytes: db.prepare<[], { readonly bytes: number | null }>(
      "SELECT sum(size) AS bytes FROM objects WHERE hash IN (SELECT output FROM cache)",
    ),
    personas: db.prepare<[], PersonaRow>(
      `SELECT persona, count(*) AS entries, min(created_at) AS oldest
       FROM cache GROUP BY persona ORDER BY persona`,
    ),
  };
}
