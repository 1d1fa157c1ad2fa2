import { EpicError } from "./errors.ts";

/** Shorter beginnings of an id are not searched for: they would name another run tomorrow. */
export const SHORTEST_PREFIX = 4;

/** A checkpoint that a reference could mean, and the id by which it does. */
export interface ReferenceMatch {
  readonly id: string;
  readonly taskId: string;
  readonly sequence: number;
}

/** The one checkpoint that is meant. Throws NOT_FOUND, or INVALID_INPUT where it could be several. */
export function chooseMatch<T extends ReferenceMatch>(reference: string, matches: readonly T[]): T {
  const [first, ...others] = matches;
  if (first === undefined) throw notFound(reference);
  const same = (match: ReferenceMatch) =>
    match.taskId === first.taskId && match.sequence === first.sequence;
  if (others.every(same)) return first;
  const ids = [...new Set(matches.map(({ id }) => id))].toSorted();
  throw new EpicError("INVALID_INPUT", `"${reference}" could be more than one run or checkpoint`, {
    hint: ids.length > 1 ? `Type more of it: ${shortList(ids)}` : `Name the run: ${runs(matches)}`,
  });
}

function runs(matches: readonly ReferenceMatch[]): string {
  return shortList([...new Set(matches.map(({ taskId }) => taskId))].toSorted());
}

function shortList(ids: readonly string[]): string {
  return ids.length > 3 ? `${ids.slice(0, 3).join(", ")}, …` : ids.join(", ");
}

function notFound(reference: string): EpicError {
  if (reference === "latest") {
    return new EpicError("NOT_FOUND", "No run has been saved yet", {
      hint: 'Start one: epic create "…"',
    });
  }
  const hint =
    reference.length < SHORTEST_PREFIX
      ? `Type at least ${SHORTEST_PREFIX} characters of an id; epic list shows the runs`
      : "epic list shows the runs, epic checkpoints <taskId> the checkpoints of one";
  return new EpicError("NOT_FOUND", `No run or checkpoint is called "${reference}"`, { hint });
}
