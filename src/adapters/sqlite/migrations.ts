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

const ECONOMY = `
  ALTER TABLE runs ADD COLUMN project TEXT;
  -- What runs cost is asked for across all of them, and most steps cost nothing.
  CREATE INDEX spending ON checkpoints (created_at)
    WHERE (instr(event, '"expenses":') OR instr(event, '"saved":'));

  -- JSON of what the answer took.
  ALTER TABLE cache ADD COLUMN usage TEXT;
  -- Hash of the description.
  ALTER TABLE cache ADD COLUMN subject TEXT;
  ALTER TABLE cache ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
  -- When it was stored or served last, by a clock of its own that nobody sets back.
  ALTER TABLE cache ADD COLUMN used INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE cache_tally (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    bytes INTEGER NOT NULL,
    ticks INTEGER NOT NULL
  ) STRICT;
  INSERT INTO cache_tally VALUES (1, 0, 1);
  CREATE TRIGGER cache_grows AFTER INSERT ON cache
    BEGIN UPDATE cache_tally SET bytes = bytes + new.size, ticks = ticks + 1; END;
  CREATE TRIGGER cache_changes AFTER UPDATE OF size ON cache
    BEGIN UPDATE cache_tally SET bytes = bytes + new.size - old.size; END;
  CREATE TRIGGER cache_is_used AFTER UPDATE OF used ON cache
    BEGIN UPDATE cache_tally SET ticks = ticks + 1; END;
  CREATE TRIGGER cache_shrinks AFTER DELETE ON cache
    BEGIN UPDATE cache_tally SET bytes = bytes - old.size; END;
  UPDATE cache SET size = (SELECT size FROM objects WHERE hash = output);
`;

const FORKS = `
  -- Id of the checkpoint, of another run, that a fork began at.
  ALTER TABLE runs ADD COLUMN parent TEXT;
`;

/** Applied once each, in order, and never edited afterwards: `user_version` counts them. */
const MIGRATIONS: readonly string[] = [RUNS, DERIVED, ECONOMY, FORKS];

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
