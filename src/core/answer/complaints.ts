import { quote } from "../quote.ts";

/** What is wrong with an answer, each a sentence that whoever answered can act on. */
export interface Complaints {
  readonly said: readonly string[];
  missing(field: string): void;
  /** `wanted` ends "must be …". */
  unfit(field: string, wanted: string, value: unknown): void;
}

export function openComplaints(): Complaints {
  const said: string[] = [];
  return {
    said,
    missing: (field) => void said.push(`${field} is missing`),
    unfit: (field, wanted, value) =>
      void said.push(
        value === undefined
          ? `${field} is missing: it must be ${wanted}`
          : `${field} must be ${wanted}, not ${shown(value)}`,
      ),
  };
}

const LONGEST_TEXT = 60;

function shown(value: unknown): string {
  if (typeof value === "string") {
    return quote(value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}...` : value);
  }
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? "a list" : "an object";
}
