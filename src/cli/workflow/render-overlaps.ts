import type { IndexResult, OverlapReport } from "../../app/ticket-code.ts";
import { oneLine } from "../../reports/terminal-text.ts";
import { count } from "../../reports/words.ts";

const MOST = 10;

export function renderOverlaps({ open, overlaps }: OverlapReport): string {
  const blocks = overlaps.flatMap(({ tickets, paths, requirements }) => [
    tickets.join(" and "),
    ...some(paths),
    ...some(requirements.map((name) => `requirement: ${name}`)),
  ]);
  const total = `${count(open, "open ticket")}, ${count(overlaps.length, "overlap")}`;
  return [...blocks, total].map((line) => `${line}\n`).join("");
}

function some(lines: readonly string[]): readonly string[] {
  const shown = lines.slice(0, MOST).map((line) => `  ${oneLine(line)}`);
  const rest = lines.length - shown.length;
  return rest > 0 ? [...shown, `  and ${rest} more`] : shown;
}

export function renderIndexed({ written, unchanged }: IndexResult): string {
  const lines = written.map((path) => `Wrote ${path}\n`).join("");
  return `${lines}${unchanged} ${unchanged === 1 ? "index was" : "indexes were"} up to date\n`;
}
