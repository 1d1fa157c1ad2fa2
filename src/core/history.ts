import type { Checkpoint, HistoryStep, RunSummary } from "../schema/run.ts";

/**
 * The id of the checkpoint that a new branch of a run's history grows from: a rewind from the one
 * before its persona began, a restart from the first, a retry from the last.
 */
export function branchPoint(
  checkpoints: readonly Checkpoint[],
  again:
    | { readonly why: "retry" | "restart" }
    | { readonly why: "rewind"; readonly persona: string },
): string {
  const point =
    again.why === "retry" ? checkpoints.at(-1) : checkpoints[placeOf(checkpoints, again)];
  return point?.id ?? "";
}

function placeOf(
  checkpoints: readonly Checkpoint[],
  again: { readonly why: string; readonly persona?: string },
): number {
  const { persona } = again;
  if (persona === undefined) return 0;
  const began = checkpoints.findLastIndex(
    ({ event }) => event.kind === "began" && event.personas.includes(persona),
  );
  // A fork took the review along: it was there when the run started.
  return Math.max(0, began - 1);
}

/** The checkpoints of one run in order, as the tree that they are part of. */
export function historyOf(
  checkpoints: readonly Checkpoint[],
  runs: readonly RunSummary[],
): readonly HistoryStep[] {
  return checkpoints.map((checkpoint, at) => {
    const parent = parentOf(checkpoint, checkpoints[at - 1]);
    const forks = runs.filter((run) => run.parent === checkpoint.id).map(forkOf);
    return Object.assign(
      { ...checkpoint },
      parent !== undefined && { parent },
      forks.length > 0 && { forks },
    );
  });
}

function forkOf({ taskId, epicId, title, status, mode }: RunSummary) {
  return { taskId, epicId, title, status, mode };
}

function parentOf({ event }: Checkpoint, before: Checkpoint | undefined): string | undefined {
  if (event.kind === "reopened") return event.from;
  if (event.kind === "started") return event.parent?.checkpointId;
  return before?.id;
}

/**
 * How many branches of the run were begun around each checkpoint that left it aside: 0 for those
 * that the run as it stands rests on.
 */
export function depthsOf(steps: readonly HistoryStep[]): readonly number[] {
  const places = new Map(steps.map(({ id }, at) => [id, at]));
  const turns = steps.flatMap(({ parent = "" }, at) => {
    const from = places.get(parent) ?? at - 1;
    return from < at - 1 ? [{ from, at }] : [];
  });
  return steps.map((_step, at) => turns.filter((turn) => turn.from < at && at < turn.at).length);
}
