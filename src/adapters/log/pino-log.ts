import type { Config } from "../../schema/config.ts";

/** What happened, as the engine tells it; everything but `kind` goes into the line as it is. */
export interface LogEvent {
  readonly kind: string;
}

type LogLevel = Config["log"]["level"];

/** How loud an event is; one that is not listed is `info`. */
const LEVELS: Readonly<Record<string, Exclude<LogLevel, "silent">>> = {
  checkpoint: "debug",
  "persona-progress": "debug",
  "attempt-failed": "warn",
  "cache-damaged": "warn",
  "fell-back": "warn",
  "configuration-changed": "warn",
  "memory-high": "warn",
  "persona-failed": "error",
  "run-stopped": "error",
};

/**
 * Writes events as lines of JSON to a file descriptor, standard error unless told otherwise, each
 * before the call returns, so that none is lost when the process ends. `silent` loads nothing.
 */
export async function openLog(level: LogLevel, descriptor = 2): Promise<(event: LogEvent) => void> {
  if (level === "silent") return () => {};
  const { pino } = await import("pino");
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ fd: descriptor, sync: true }),
  );
  return ({ kind, ...details }) => log[LEVELS[kind] ?? "info"]({ event: kind, ...details });
}
