import { moneyOf } from "../../core/spending/money-of-event.ts";
import type { Ledger } from "../../ports/ledger.ts";
import type { Database } from "./database.ts";
import { readCheckpoint } from "./read-checkpoint.ts";
import type { CheckpointRow } from "./run-statements.ts";

type MoneyRow = CheckpointRow & { readonly project: string | null };

interface Query {
  readonly since: string;
  readonly taskId: string | null;
}

/** The Ledger of a state file, which it does not close. */
export function sqliteLedger(db: Database): Ledger {
  // The condition is that of the index `spending`, word by word: without it every step would be read.
  const select = db.prepare<[Query], MoneyRow>(
    `SELECT id, task_id AS taskId, checkpoints.sequence, reason,
       checkpoints.created_at AS createdAt, event, project
     FROM checkpoints JOIN runs USING (run)
     WHERE (instr(event, '"expenses":') OR instr(event, '"saved":'))
       AND checkpoints.created_at >= :since AND (:taskId IS NULL OR task_id = :taskId)
     ORDER BY position`,
  );
  return {
    async entries({ since = "", taskId = null }) {
      return db
        .read(() => select.all({ since, taskId }))
        .flatMap(({ project, ...row }) => {
          const { taskId: run, createdAt, event } = readCheckpoint(row);
          const money = moneyOf(event);
          if (!money) return [];
          return [{ taskId: run, at: createdAt, ...(project !== null && { project }), ...money }];
        });
    },
  };
}
