import type { DoctorCheck } from "../core/doctor.ts";
import { paintFor } from "../reports/paint.ts";
import { printable } from "./printable.ts";
import type { Display, Terminal } from "./terminal.ts";

const MARKS = { ok: "good", warning: "warning", failed: "bad" } as const;

/** One line for each check, and what to do where it is not in order. */
export function renderChecks(
  checks: readonly DoctorCheck[],
  { color }: Pick<Display, "color">,
): string {
  const paint = paintFor(color);
  const width = Math.max(...checks.map(({ name }) => name.length));
  return checks
    .map(({ name, status, detail, hint }) => {
      const head = `${paint(MARKS[status], status.padEnd(7))}  ${name.padEnd(width)}  `;
      const advice = hint === undefined ? "" : `${" ".repeat(width + 11)}${printable(hint)}\n`;
      return `${head}${printable(detail)}\n${advice}`;
    })
    .join("");
}

export function checkTerminal({ stdout, stderr }: Terminal): DoctorCheck {
  const results = stdout.isTty ? `a terminal, ${stdout.columns} columns` : "not a terminal";
  const progress = stderr.isTty ? "live" : "one line per event";
  return { name: "terminal", status: "ok", detail: `${results}; progress ${progress}` };
}
