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
}

export interface CheckpointRow {
  readonly id: string;
  readonly taskId: string;
  readonly sequence: number;
  readonly reason: string;
  readonly createdAt: string;
  readonly event: string;
}

type CheckpointInsert = Omit<CheckpointRow, "taskId"> & { readonly run: number };
type RunUpdate = RunSummary & { readonly run: number; readonly touched: number | bigint };
type LeaseUpsert = Omit<LeaseRow, "run" | "sequence"> & { readonly taskId: string };

export type RunStatements = ReturnType<typeof runStatements>;

/** Every statement about runs, prepared once. */
export function runStatements(db: Database) {
  return { ...leaseStatements(db), ...saveStatements(db), ...queryStatements(db) };
}

function leaseStatements(db: Database) {
  return {
    selectLease: db.prepare<[string], LeaseRow>(
      `SELECT run, owner, fence, expires_at AS expiresAt, ttl_ms AS ttlMs, sequence
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
      `INSERT INTO checkpoints (run, sequence, id, reason, created_at, event)
       VALUES (:run, :sequence, :id, :reason, :createdAt, :event) ON CONFLICT (id) DO NOTHING`,
    ),
    updateRun: db.prepare<[RunUpdate], unknown>(
      `UPDATE runs SET sequence = :sequence, touched = :touched, checkpoint_id = :checkpointId,
         epic_id = :epicId, title = :title, status = :status, mode = :mode,
         created_at = :createdAt, updated_at = :updatedAt
       WHERE run = :run`,
    ),
    insertAudit: db.prepare<[string, string, string, string], unknown>(
      "INSERT INTO audit (at, actor, action, subject) VALUES (?, ?, ?, ?)",
    ),
  };
}

function queryStatements(db: Database) {
  return {
    findLatest: db.prepare<[], ReferenceMatch>(
      `SELECT task_id AS id, task_id AS taskId, sequence FROM runs
       WHERE run = (SELECT run FROM checkpoints ORDER BY position DESC LIMIT 1)`,
    ),
    findExact: db.prepare<[{ reference: string }], ReferenceMatch>(matchQuery(equals)),
    findPrefix: db.prepare<[{ reference: string }], ReferenceMatch>(matchQuery(starts)),
    selectHistory: db.prepare<[string, number], CheckpointRow>(
      `SELECT id, task_id AS taskId, checkpoints.sequence, reason,
         checkpoints.created_at AS createdAt, event
       FROM runs JOIN checkpoints USING (run)
       WHERE task_id = ? AND checkpoints.sequence <= ? ORDER BY checkpoints.sequence`,
    ),
    list: db.prepare<[{ status: RunStatus | null; limit: number }], RunSummary>(
      `SELECT task_id AS taskId, epic_id AS epicId, title, status, mode, created_at AS createdAt,
         updated_at AS updatedAt, checkpoint_id AS checkpointId, sequence
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
    SELECT task_id AS id, task_id AS taskId, sequence FROM runs
      WHERE ${fits("task_id")} AND sequence > 0
    UNION ALL
    SELECT epic_id, task_id, sequence FROM runs WHERE ${fits("epic_id")}
    UNION ALL
    SELECT id, task_id, checkpoints.sequence FROM checkpoints JOIN runs USING (run)
      WHERE ${fits("id")}
    LIMIT 20`;
}
