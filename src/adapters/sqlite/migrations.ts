import { EpicError } from "../../core/errors.ts";
import type { Connection } from "./driver.ts";

/** "EPIC": tells our files from databases of other programs. */
const APPLICATION_ID = 0x45_50_49_43;

const RUNS = `
  CREATE TABLE objects (
    object INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    encoding TEXT NOT NULL CHECK (encoding IN ('plain', 'deflate')),
    -- Bytes of the canonical JSON, however it is stored.
    size INTEGER NOT NULL,
    body ANY NOT NULL
  ) STRICT;

  -- A run exists from its first claim on; sequence is 0 and the rest is empty until its first save.
  CREATE TABLE runs (
    run INTEGER PRIMARY KEY,
    task_id TEXT NOT NULL UNIQUE,
    owner TEXT,
    fence INTEGER NOT NULL,
    expires_at REAL NOT NULL,
    ttl_ms REAL NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    -- Position of the last checkpoint: the highest is the run that was touched last.
    touched INTEGER,
    checkpoint_id TEXT,
    epic_id TEXT,
    title TEXT,
    status TEXT CHECK (status IN ('running', 'waiting', 'completed', 'failed', 'cancelled')),
    mode TEXT,
    created_at TEXT,
    updated_at TEXT
  ) STRICT;
  CREATE INDEX runs_by_epic ON runs (epic_id);

  -- A run's history is the chain of "previous", as in git: no second index to keep with each save.
  CREATE TABLE checkpoints (
    position INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (run),
    previous INTEGER REFERENCES checkpoints (position) CHECK (previous < position),
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    id TEXT NOT NULL UNIQUE,
    reason TEXT NOT NULL,
    created_at TEXT NOT NULL,
    event TEXT NOT NULL
  ) STRICT;

  CREATE TABLE cache (
    key TEXT PRIMARY KEY,
    persona TEXT NOT NULL,
    version TEXT NOT NULL,
    output TEXT NOT NULL REFERENCES objects (hash),
    created_at TEXT NOT NULL,
    ttl REAL NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE cache_counts (
    name TEXT PRIMARY KEY CHECK (name IN ('hits', 'misses')),
    count INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE audit (
    position INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
    BEGIN SELECT raise(ABORT, 'audit entries are never changed'); END;
  CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
    BEGIN SELECT raise(ABORT, 'audit entries are never removed'); END;
`;

const DERIVED = `
  CREATE TABLE derived (
    key TEXT PRIMARY KEY,
    output TEXT NOT NULL REFERENCES objects (hash),
    created_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** Applied once each, in order, and never edited afterwards: `user_version` counts them. */
const MIGRATIONS: readonly string[] = [RUNS, DERIVED];

/** Throws STORAGE_ERROR where a newer version, or another program, wrote the file. */
export function isCurrent(connection: Connection, file: string): boolean {
  const version = writtenVersion(connection);
  if (version === undefined) throw foreign(file);
  if (version <= MIGRATIONS.length) return version === MIGRATIONS.length;
  throw new EpicError("STORAGE_ERROR", `The state file ${file} was written by a newer version`, {
    hint: "Upgrade: npm install epic-creator@latest",
  });
}

/** Brings the tables up to date, whole or not at all, though several processes start at once. */
export function migrate(connection: Connection, file: string): void {
  if (isCurrent(connection, file)) return;
  connection
    .transaction(() => {
      // Another process may have been quicker while this one waited for the lock.
      if (isCurrent(connection, file)) return;
      const done = writtenVersion(connection);
      for (const statements of MIGRATIONS.slice(done)) connection.exec(statements);
      connection.pragma(`application_id = ${APPLICATION_ID}`);
      connection.pragma(`user_version = ${MIGRATIONS.length}`);
    })
    .immediate();
}

interface Marks {
  readonly version: number;
  readonly program: number;
  readonly used: 0 | 1;
}

/** 0 for an empty file, undefined for one that is not ours. */
function writtenVersion(connection: Connection): number | undefined {
  // In one statement: another process may create the tables between two.
  const [marks] = connection
    .prepare<[], Marks>(
      `SELECT user_version AS version, application_id AS program,
         EXISTS (SELECT 1 FROM sqlite_schema) AS used
       FROM pragma_user_version, pragma_application_id`,
    )
    .all();
  if (marks?.used === 0) return 0;
  return marks?.program === APPLICATION_ID && marks.version > 0 ? marks.version : undefined;
}

function foreign(file: string): EpicError {
  return new EpicError("STORAGE_ERROR", `The database ${file} belongs to another program`, {
    hint: "Use another state folder",
  });
}
