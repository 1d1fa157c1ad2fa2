import type { ReferenceMatch } from "../../core/run-reference.ts";
import type { RunStatus, RunSummary } from "../../schema/run.ts";
import type { Database } from "./database.ts";

interface LeaseRow {
  readonly run: number;
  readonly owner: string | null;
  readonly fence: number;
  readonly expiresAt: number;
  readonly ttlMs: number;
  readonly sequence: number;
  readonly touched: number | null;
}

interface MatchRow extends ReferenceMatch {
  readonly position: number;
}

export interface CheckpointRow {
  readonly id: string;
  readonly taskId: string;
  readonly sequence: number;
  readonly reason: string;
  readonly createdAt: string;
  readonly event: string;
}

type CheckpointInsert = Omit<CheckpointRow, "taskId"> & {
  readonly run: number;
  readonly previous: number | null;
};
type Nullable = "project" | "parent";
export type SummaryRow = Omit<RunSummary, Nullable> & Readonly<Record<Nullable, string | null>>;
type RunUpdate = Omit<SummaryRow, "parent"> & {
  readonly run: number;
  readonly touched: number | bigint;
};
type LeaseUpsert = Omit<LeaseRow, "run" | "sequence" | "touched"> & { readonly taskId: string };

export type RunStatements = ReturnType<typeof runStatements>;

/** Every statement about runs, prepared once. */
export function runStatements(db: Database) {
  return { ...leaseStatements(db), ...saveStatements(db), ...queryStatements(db) };
}

function leaseStatements(db: Database) {
  return {
    selectLease: db.prepare<[string], LeaseRow>(
      `SELECT run, owner, fence, expires_at AS expiresAt, ttl_ms AS ttlMs, sequence,
         touched
       FROM runs WHERE task_id = ?`,
    ),
    upsertLease: db.prepare<[LeaseUpsert], unknown>(
      `INSERT INTO runs (task_id, owner, fence, expires_at, ttl_ms)
       VALUES (:taskId, :owner, :fence, :expiresAt, :ttlMs)
       ON CONFLICT (task_id) DO UPDATE SET owner = excluded.owner, fence = excluded.fence,
         expires_at = excluded.expires_at, ttl_ms = excluded.ttl_ms`,
    ),
    release: db.prepare<[string, string, number], unknown>(
      "UPDATE runs SET owner = NULL WHERE task_id = ? AND owner = ? AND fence = ?",
    ),
  };
}

function saveStatements(db: Database) {
  return {
    insertCheckpoint: db.prepare<[CheckpointInsert], unknown>(
      `INSERT INTO checkpoints (run, previous, sequence, id, reason, created_at, event)
       VALUES (:run, :previous, :sequence, :id, :reason, :createdAt, :event)
       ON CONFLICT (id) DO NOTHING`,
    ),
    updateRun: db.prepare<[RunUpdate], unknown>(
      `UPDATE runs SET sequence = :sequence, touched = :touched, checkpoint_id = :checkpointId,
         title = :title, status = :status, mode = :mode, project = :project,
         created_at = :createdAt, updated_at = :updatedAt
       WHERE run = :run`,
    ),
    // Apart, since touching an index costs a page of the log: with the first save of a run only.
    nameRun: db.prepare<[string, string | null, number], unknown>(
      "UPDATE runs SET epic_id = ?, parent = ? WHERE run = ?",
    ),
    insertAudit: db.prepare<[string, string, string, string], unknown>(
      "INSERT INTO audit (at, actor, action, subject) VALUES (?, ?, ?, ?)",
    ),
  };
}

function queryStatements(db: Database) {
  return {
    findLatest: db.prepare<[], MatchRow>(
      `SELECT task_id AS id, task_id AS taskId, sequence, touched AS position FROM runs
       WHERE run = (SELECT run FROM checkpoints
                    WHERE position = (SELECT max(position) FROM checkpoints))`,
    ),
    findExact: db.prepare<[{ reference: string }], MatchRow>(matchQuery(equals)),
    findPrefix: db.prepare<[{ reference: string }], MatchRow>(matchQuery(starts)),
    // Goes back only, so that no edited row can send it in circles.
    selectHistory: db.prepare<[number], CheckpointRow>(
      `WITH RECURSIVE history AS (
         SELECT * FROM checkpoints WHERE position = ?
         UNION ALL
         SELECT earlier.* FROM history JOIN checkpoints AS earlier
           ON earlier.position = history.previous AND earlier.position < history.position
       )
       SELECT id, task_id AS taskId, history.sequence, reason, history.created_at AS createdAt, event
       FROM history JOIN runs USING (run) ORDER BY history.sequence`,
    ),
    list: db.prepare<[{ status: RunStatus | null; limit: number }], SummaryRow>(
      `SELECT task_id AS taskId, epic_id AS epicId, title, status, mode, project,
         created_at AS createdAt, updated_at AS updatedAt, checkpoint_id AS checkpointId, sequence,
         parent
       FROM runs WHERE sequence > 0 AND (:status IS NULL OR status = :status)
       ORDER BY touched DESC LIMIT :limit`,
    ),
  };
}

const equals = (column: string) => `${column} = :reference`;

/** As a range of an index: LIKE would read every row. */
const starts = (column: string) =>
  `${column} >= :reference AND ${column} < :reference || char(0x10ffff)`;

/** More than a few matches change nothing: they are too many. */
function matchQuery(fits: (column: string) => string): string {
  return `
    SELECT task_id AS id, task_id AS taskId, sequence, touched AS position FROM runs
      WHERE ${fits("task_id")} AND sequence > 0
    UNION ALL
    SELECT epic_id, task_id, sequence, touched FROM runs WHERE ${fits("epic_id")}
    UNION ALL
    SELECT id, task_id, checkpoints.sequence, position FROM checkpoints JOIN runs USING (run)
      WHERE ${fits("id")}
    LIMIT 20`;
}
