import { EpicError } from "../../core/errors.ts";
import { describeIssues } from "../../core/parse.ts";
import { type Checkpoint, checkpointSchema } from "../../schema/run.ts";
import { SCHEMA_VERSION } from "../../schema/words.ts";
import type { CheckpointRow } from "./run-statements.ts";

/** The door by which a row, which anybody could have edited, comes in. Throws STORAGE_ERROR. */
export function readCheckpoint(row: CheckpointRow): Checkpoint {
  const event = parseEvent(row);
  const result = checkpointSchema.safeParse({ ...row, schemaVersion: SCHEMA_VERSION, event });
  if (result.success) return result.data;
  throw damaged(row.id, describeIssues(result.error));
}

function parseEvent({ id, event }: CheckpointRow): unknown {
  try {
    return JSON.parse(event);
  } catch {
    throw damaged(id, "its event is not JSON");
  }
}

function damaged(id: string, problem: string): EpicError {
  return new EpicError("STORAGE_ERROR", `The stored checkpoint ${id} does not fit: ${problem}`, {
    hint: "Start again with epic create, or restore the state file from a backup; epic list shows other runs",
  });
}
