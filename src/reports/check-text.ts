import { CHECK_LEVELS, type CheckLevel, type Finding } from "../core/check/finding.ts";
import type { Mark, Paint } from "./paint.ts";
import { oneLine } from "./terminal-text.ts";
import { count, enumerate } from "./words.ts";
import { wrap } from "./wrap.ts";

export interface CheckTextView {
  readonly columns: number;
  readonly paint: Paint;
  /** The least grave level that is shown one by one. */
  readonly level: CheckLevel;
}

export interface CheckedFindings {
  readonly checked: readonly string[];
  readonly findings: readonly Finding[];
}

/** By ticket: what is wrong, where, and what to do; at the end how many there are. */
export function renderCheck(report: CheckedFindings, view: CheckTextView): string {
  const shown = report.findings.filter(({ level }) => rank(level) <= rank(view.level));
  const tickets = [...new Set(shown.map(({ ticket }) => ticket))];
  const blocks = tickets.flatMap((ticket) => {
    const own = shown.filter((finding) => finding.ticket === ticket);
    const lines = own.flatMap((one) => linesOf(one, view));
    return [view.paint("strong", ticket)].concat(lines, "");
  });
  return [...blocks, ...wrap(totals(report, view), view.columns), ""].join("\n");
}

const MARKS: Readonly<Record<CheckLevel, Mark>> = {
  error: "bad",
  warning: "warning",
  note: "faint",
};

function linesOf(
  { level, rule, message, path, line, hint }: Finding,
  { columns, paint }: CheckTextView,
): string[] {
  const place = `${oneLine(path)}${line === undefined ? "" : `:${line}`} (${rule})`;
  const inner = Math.max(20, columns - 4);
  // The place is for copying, and stays on one line.
  return [
    ...wrap(`${level}: ${oneLine(message)}`, inner).map((text, index) =>
      index === 0 ? `  ${text.replace(level, () => paint(MARKS[level], level))}` : `    ${text}`,
    ),
    `    ${paint("faint", place)}`,
    ...(hint === undefined ? [] : wrap(oneLine(hint), inner).map((text) => `    ${text}`)),
  ];
}

function totals({ checked, findings }: CheckedFindings, { level: shown }: CheckTextView): string {
  const counts = CHECK_LEVELS.flatMap((level) => {
    const amount = findings.filter((finding) => finding.level === level).length;
    if (amount === 0) return [];
    const isHidden = rank(level) > rank(shown);
    return `${count(amount, level)}${isHidden ? ` (shown with --level ${level})` : ""}`;
  });
  const result = counts.length === 0 ? "nothing to be mended" : enumerate(counts);
  return `${count(checked.length, "ticket")} checked: ${result}`;
}

function rank(level: CheckLevel): number {
  return CHECK_LEVELS.indexOf(level);
}
