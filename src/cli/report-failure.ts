import { ERROR_CODES, type EpicError, toEpicError } from "../core/errors.ts";
import { paintFor } from "../reports/paint.ts";
import type { ErrorCode, Failure } from "../schema/error.ts";
import type { EarlyFlags } from "./early-flags.ts";
import { printable } from "./printable.ts";
import type { Terminal } from "./terminal.ts";

/** Tells the user once, and answers with the exit code. */
export function reportFailure(thrown: unknown, terminal: Terminal, flags: EarlyFlags): number {
  const error = toEpicError(thrown);
  if (flags.json) terminal.write(`${JSON.stringify(failureDocument(error))}\n`);
  else tell(error, terminal);
  if (flags.debug) terminal.warn(stackOf(thrown));
  return ERROR_CODES[error.code].exitCode;
}

/** What `--json` prints. */
export function failureDocument({ code, message, hint }: EpicError): Failure {
  return { error: hint === undefined ? { code, message } : { code, message, hint } };
}

function tell({ code, message, hint }: EpicError, terminal: Terminal): void {
  const paint = paintFor(terminal.stderr.color);
  const label = LABELS[code] ?? "error:";
  const mark = code === "WAITING" ? "warning" : "bad";
  terminal.warn(`${paint(mark, label)} ${printable(message)}`);
  if (hint !== undefined) terminal.warn(`${paint("faint", "hint:")} ${printable(hint)}`);
  else if (code === "SYSTEM_ERROR") {
    terminal.warn(`${paint("faint", "hint:")} this is a fault of the program; --debug shows where`);
  }
}

/** What is no fault of the user, or none at all. */
const LABELS: Partial<Record<ErrorCode, string>> = {
  SYSTEM_ERROR: "internal error:",
  WAITING: "waiting:",
};

function stackOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const cause = thrown.cause === undefined ? "" : `\ncaused by ${stackOf(thrown.cause)}`;
  return `${thrown.stack ?? thrown.message}${cause}`;
}
