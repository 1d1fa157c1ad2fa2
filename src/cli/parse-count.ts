import { EpicError } from "../core/errors.ts";

/** A whole number above zero, for an option. */
export function parseCount(value: string): number {
  const count = /^\d+$/.test(value) ? Number(value) : 0;
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new EpicError("INVALID_INPUT", `"${value}" is no count`, {
    hint: "give a whole number above zero, as in --limit 20",
  });
}
