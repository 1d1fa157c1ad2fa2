import { rmSync } from "node:fs";

import type { SearchHit, SearchSource, TextSearch } from "../../ports/text-search.ts";
import { type Connection, type Driver, loadDriver } from "./driver.ts";
import { prepareStateFile } from "./state-folder.ts";

/** Another one when the tables are others: an index is made anew, since it holds nothing of its own. */
const VERSION = 1;

const TABLES = `
  CREATE TABLE sources (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, hash TEXT NOT NULL) STRICT;
  CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize = 'porter unicode61 remove_diacritics 2');
  PRAGMA user_version = ${VERSION};
`;

/**
 * An index in a file of SQLite with FTS5. Whatever is wrong with the file, it is made anew; where none
 * can be written, the index lasts as long as this object.
 */
export function openTextSearch(file: string): TextSearch {
  const connection = openIndex(loadDriver(), file);
  return {
    refresh: async (sources) => await refresh(connection, sources),
    async find({ words, match, limit }) {
      const terms = words.map((word) => `"${word.replaceAll('"', "")}"*`);
      if (terms.length === 0) return [];
      return connection
        .prepare<[string, number], SearchHit>(FIND)
        .all(terms.join(match === "all" ? " AND " : " OR "), limit);
    },
    [Symbol.dispose]: () => connection.close(),
  };
}

const FIND = `
  SELECT sources.id AS id, texts.title AS title,
    replace(replace(snippet(texts, 1, '', '', '...', 24), char(13), ' '), char(10), ' ') AS snippet
  FROM texts JOIN sources ON sources.key = texts.rowid
  WHERE texts MATCH ? ORDER BY bm25(texts, 5.0, 1.0), sources.id LIMIT ?
`;

function openIndex(driver: Driver, file: string): Connection {
  if (file === ":memory:") return prepared(driver.open(file));
  try {
    prepareStateFile(file);
    return prepared(driver.open(file, { timeout: BUSY_TIMEOUT_MS }));
  } catch {
    // Damaged, or of another version: nothing is lost with it.
  }
  try {
    for (const each of [file, `${file}-wal`, `${file}-shm`]) rmSync(each, { force: true });
    prepareStateFile(file);
    return prepared(driver.open(file, { timeout: BUSY_TIMEOUT_MS }));
  } catch {
    return prepared(driver.open(":memory:"));
  }
}

const BUSY_TIMEOUT_MS = 5000;

function prepared(connection: Connection): Connection {
  try {
    connection.pragma("journal_mode = WAL");
    connection.pragma("synchronous = NORMAL");
    const version = connection.pragma("user_version", { simple: true });
    if (version === VERSION) {
      connection.prepare("SELECT count(*) FROM texts JOIN sources ON key = texts.rowid").get();
      return connection;
    }
    if (version !== 0) throw new Error(`The index has version ${String(version)}`);
    connection.exec(TABLES);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

async function refresh(connection: Connection, sources: readonly SearchSource[]): Promise<number> {
  const rows = connection.prepare<[], { id: string; hash: string }>("SELECT id, hash FROM sources");
  const known = new Map(rows.all().map(({ id, hash }) => [id, hash]));
  const changed = sources.filter(({ id, hash }) => known.get(id) !== hash);
  const texts = await Promise.all(
    changed.map(async (source) => ({ source, content: await source.read() })),
  );
  const wanted = new Set(sources.map(({ id }) => id));
  const gone = [...known.keys()].filter((id) => !wanted.has(id));
  if (gone.length + texts.length === 0) return 0;
  const removeText = connection.prepare(
    "DELETE FROM texts WHERE rowid = (SELECT key FROM sources WHERE id = ?)",
  );
  const removeSource = connection.prepare("DELETE FROM sources WHERE id = ?");
  const insertSource = connection.prepare("INSERT INTO sources (id, hash) VALUES (?, ?)");
  const insertText = connection.prepare("INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)");
  const replace = connection.transaction(() => {
    for (const id of [...gone, ...texts.map(({ source }) => source.id)]) {
      removeText.run(id);
      removeSource.run(id);
    }
    for (const { source, content } of texts) {
      const { lastInsertRowid } = insertSource.run(source.id, source.hash);
      insertText.run(lastInsertRowid, content.title, content.text);
    }
  });
  // Two processes that search at once do it one after the other.
  replace.immediate();
  return texts.length;
}
