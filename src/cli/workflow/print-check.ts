import type { CheckReport, CheckScope } from "../../app/ticket-code.ts";
import { type CheckLevel, fails } from "../../core/check/finding.ts";
import { EpicError } from "../../core/errors.ts";
import { renderJunit } from "../../reports/check-junit.ts";
import { renderSarif } from "../../reports/check-sarif.ts";
import { renderCheck } from "../../reports/check-text.ts";
import { paintFor } from "../../reports/paint.ts";
import type { CliContext } from "../context.ts";
import type { Display } from "../terminal.ts";

interface ScopeFlags {
  readonly all?: true;
  readonly changed?: true;
  readonly since?: string;
}

/** Throws INVALID_INPUT for flags that say different things. */
export function checkScope(
  key: string | undefined,
  { all, changed, since }: ScopeFlags,
): CheckScope {
  const asked = [key, all && "--all", (changed || since !== undefined) && "--changed"];
  const said = asked.filter((one) => one !== undefined && one !== false);
  if (said.length > 1) {
    throw new EpicError("INVALID_INPUT", `${said.join(" and ")} cannot be asked for together`, {
      hint: "name a ticket, or --all, or --changed",
    });
  }
  if (changed || since !== undefined) return { changed: { since } };
  return key === undefined ? {} : { key };
}

interface PrintFlags {
  readonly json: boolean;
  readonly sarif?: true;
  readonly junit?: true;
  readonly failOn: CheckLevel | "never";
  readonly level: CheckLevel;
}

/** The report in the form that was asked for; the gate is not passed where a finding fails it. */
export function printCheck(report: CheckReport, flags: PrintFlags, context: CliContext): void {
  const { terminal } = context;
  terminal.write(textOf(report, flags, terminal.stdout));
  for (const sentence of report.unchecked) terminal.warn(`warning: ${sentence}`);
  if (report.findings.some(({ level }) => fails(level, flags.failOn))) context.gateFailed();
}

function textOf(report: CheckReport, flags: PrintFlags, display: Display): string {
  const { json, sarif, junit, failOn, level } = flags;
  if (Number(json) + Number(sarif === true) + Number(junit === true) > 1) {
    throw new EpicError("INVALID_INPUT", "Only one of --json, --sarif and --junit can be printed");
  }
  if (json) return `${JSON.stringify(report, undefined, 2)}\n`;
  if (sarif) return renderSarif(report);
  if (junit) return renderJunit({ ...report, failOn });
  const { isTty, columns, color } = display;
  const paint = paintFor(color);
  return renderCheck(report, { columns: isTty ? columns : Infinity, paint, level });
}
