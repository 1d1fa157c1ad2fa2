import { EpicError } from "../core/errors.ts";
import { parseDuration } from "./parse-duration.ts";

/** "7d", or "2026-11-01" with or without a time, in milliseconds since 1970. */
export function parseSince(value: string, _previous?: unknown, now = Date.now()): number {
  if (!/^\d{4}-\d{2}-\d{2}(?:T\S+)?$/.test(value)) return now - agoOf(value);
  const time = Date.parse(value);
  if (Number.isFinite(time)) return time;
  throw new EpicError("INVALID_INPUT", `"${value}" is no day`, {
    hint: "give a day of the calendar, as in --since 2026-11-01",
  });
}

function agoOf(value: string): number {
  try {
    return parseDuration(value);
  } catch (cause) {
    throw new EpicError("INVALID_INPUT", `"${value}" is neither a duration nor a day`, {
      cause,
      hint: "as in --since 7d or --since 2026-11-01",
    });
  }
}
