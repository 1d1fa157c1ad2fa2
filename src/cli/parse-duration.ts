import { EpicError } from "../core/errors.ts";

const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** "90s", "30m", "12h", "7d" or "2w" in milliseconds. */
export function parseDuration(value: string): number {
  const [, digits = "", unit = ""] = /^(\d+)([smhdw])$/.exec(value) ?? [];
  const duration = Number(digits) * (UNITS[unit] ?? 0);
  if (digits !== "" && Number.isSafeInteger(duration)) return duration;
  throw new EpicError("INVALID_INPUT", `"${value}" is no duration`, {
    hint: "give a number with s, m, h, d or w, as in 90s or 7d",
  });
}
