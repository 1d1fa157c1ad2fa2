import { decideLease, type IsAlive } from "../../core/lease.ts";
import { checkpointIdTaken, expectNextStep } from "../../core/refused-save.ts";
import { chooseMatch, SHORTEST_PREFIX } from "../../core/run-reference.ts";
import { openBody } from "../../core/stored-body.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Claim, ClaimRequest, Lease, RunRecord, StateStore } from "../../ports/state-store.ts";
import type { CheckpointReason } from "../../schema/run.ts";
import type { Database } from "./database.ts";
import { objectTable } from "./objects.ts";
import { type CheckpointRow, type RunStatements, runStatements } from "./run-statements.ts";

interface SqliteStoreOptions {
  /** Lets a claim take over at once from an owner that is gone, before its lease lapses. */
  readonly isAlive?: IsAlive;
}

/** A StateStore over a state file, which is closed with it. */
export function sqliteStateStore(
  db: Database,
  clock: Clock,
  { isAlive = () => undefined }: SqliteStoreOptions = {},
): StateStore {
  const objects = objectTable(db);
  const statements = runStatements(db);
  return {
    async claim(request) {
      // Whoever holds a lease dies with the power, so a lease need not outlive a power failure.
      return db.writeRelaxed(() => claim(statements, request, clock.now(), isAlive));
    },
    async save(lease, ...records) {
      const steps = () => {
        for (const record of records) {
          objects.insert(record.objects);
          save(statements, lease, record);
        }
      };
      if (records.every(isAnnouncement)) db.writeRelaxed(steps);
      else db.write(steps);
    },
    async release({ taskId, owner, fence }) {
      db.writeRelaxed(() => statements.release.run(taskId, owner, fence));
    },
    async load(reference) {
      const rows = db.read(() => load(statements, reference));
      // Loaded when something is read, which a run that goes well never does.
      const { readCheckpoint } = await import("./read-checkpoint.ts");
      return rows.map(readCheckpoint);
    },
    async bodies(hashes) {
      return db.read(() => hashes.map((hash) => openBody(hash, objects.body(hash))));
    },
    async list({ status, limit = -1 }) {
      const rows = db.read(() => statements.list.all({ status: status ?? null, limit }));
      return rows.map(({ project, parent, ...run }) =>
        Object.assign(run, project !== null && { project }, parent !== null && { parent }),
      );
    },
    async [Symbol.asyncDispose]() {
      db[Symbol.dispose]();
    },
  };
}

/** Nothing was done yet that could be lost, and the next step takes them to the disk as well. */
const ANNOUNCEMENTS: ReadonlySet<CheckpointReason> = new Set(["before", "interval"]);

const isAnnouncement = ({ checkpoint }: RunRecord): boolean => ANNOUNCEMENTS.has(checkpoint.reason);

function claim(
  { selectLease, upsertLease }: RunStatements,
  { taskId, owner, ttlMs }: ClaimRequest,
  now: number,
  isAlive: IsAlive,
): Claim {
  const row = selectLease.get(taskId);
  const stored = row && { ...row, owner: row.owner ?? undefined };
  const { kind, lease } = decideLease(stored, { owner, ttlMs }, now, isAlive);
  upsertLease.run({ taskId, ...lease });
  const { fence, expiresAt } = lease;
  return kind === "granted"
    ? { kind: "held", lease: { taskId, owner, fence, expiresAt } }
    : { kind: "busy", owner: lease.owner, expiresAt };
}

function save(statements: RunStatements, lease: Lease, record: RunRecord): void {
  const { id, sequence, reason, createdAt, event } = record.checkpoint;
  const row = statements.selectLease.get(lease.taskId);
  const stored = row && { ...row, owner: row.owner ?? undefined };
  const { run, touched: previous } = expectNextStep(stored, lease, sequence);
  const inserted = statements.insertCheckpoint.run({
    run,
    previous,
    sequence,
    id,
    reason,
    createdAt,
    event: JSON.stringify(event),
  });
  if (inserted.changes === 0) throw checkpointIdTaken(id);
  const { project = null, parent = null, ...summary } = record.summary;
  statements.updateRun.run({ ...summary, project, run, touched: inserted.lastInsertRowid });
  if (previous === null) statements.nameRun.run(summary.epicId, parent, run);
  for (const { at, actor, action, subject } of record.audit) {
    statements.insertAudit.run(at, actor, action, subject);
  }
}

function load(statements: RunStatements, reference: string): readonly CheckpointRow[] {
  const { position } = chooseMatch(reference, findMatches(statements, reference));
  return statements.selectHistory.all(position);
}

function findMatches(statements: RunStatements, reference: string) {
  if (reference === "latest") return statements.findLatest.all();
  const exact = statements.findExact.all({ reference });
  if (exact.length > 0 || reference.length < SHORTEST_PREFIX) return exact;
  return statements.findPrefix.all({ reference });
}
