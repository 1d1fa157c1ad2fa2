import type { PlanResult } from "../../app/tickets.ts";
import { oneLine } from "../../reports/terminal-text.ts";
import { capital, count } from "../../reports/words.ts";
import { renderDiff } from "./render-diff.ts";

/** What was written, what it lacks, and what to type next. */
export function renderPlan(result: PlanResult, dryRun: boolean): string {
  const { ticket, document, path, epic, diff, conflicts, lacks } = result;
  if (dryRun) return diff === "" ? "Nothing would change\n" : renderDiff(diff);
  const key = ticket.ticket;
  return [
    `${capital(document)} of ${key} from ${oneLine(epic)}: ${path}`,
    `  ${changeWords(diff)}`,
    ...conflicts.map(({ line, own }) => `  conflict on line ${line}: ${oneLine(own[0] ?? "")}`),
    ...lacks.map((phrase) => `  ${oneLine(phrase)}`),
    `Next: write what is missing, then workflow approve ${key} ${document} --as <role>`,
    "",
  ].join("\n");
}

function changeWords(diff: string): string {
  const lines = diff.split("\n").slice(2);
  const come = lines.filter((line) => line.startsWith("+")).length;
  const gone = lines.filter((line) => line.startsWith("-")).length;
  return come + gone === 0
    ? "as it was"
    : `${count(come, "line")} came, ${count(gone, "line")} went`;
}
