import { depthsOf } from "../core/history.ts";
import type { HistoryStep } from "../schema/run.ts";
import { describeEvent } from "./run-words.ts";
import { renderTable, type TableView } from "./tables.ts";
import { toSecond } from "./words.ts";

/** The checkpoints of one run, in order; what was left aside behind bars, forks where they began. */
export function renderHistory(steps: readonly HistoryStep[], view: TableView = {}): string {
  const depths = depthsOf(steps);
  return renderTable(
    steps.flatMap((step, at) => {
      const bars = "| ".repeat(depths[at] ?? 0);
      return [rowOf(step, bars), ...(step.forks ?? []).map((fork) => forkRow(fork, bars))];
    }),
    [
      { title: "No", align: "right" },
      { title: "Checkpoint" },
      { title: "Reason" },
      { title: "Time (UTC)" },
      { title: "What happened", flexible: true },
    ],
    view,
  );
}

function rowOf({ sequence, id, reason, createdAt, event }: HistoryStep, bars: string): string[] {
  return [String(sequence), bars + id, reason, toSecond(createdAt), describeEvent(event)];
}

type Fork = NonNullable<HistoryStep["forks"]>[number];

function forkRow({ taskId, epicId, status, mode }: Fork, bars: string): string[] {
  return ["", `${bars}+ ${taskId}`, "fork", "", `${mode} mode, ${status}: ${epicId}`];
}
