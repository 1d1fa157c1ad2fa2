import type { z } from "zod";

import { EpicError } from "./errors.ts";

/**
 * The door every outside value comes in by: argv, YAML, rows, answers.
 * Throws INVALID_INPUT naming the first field that does not fit, and how many more there are.
 */
export function parseInput<T extends z.ZodType>(
  schema: T,
  value: unknown,
  what: string,
): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new EpicError("INVALID_INPUT", `${what} is not valid: ${describeIssues(result.error)}`, {
    cause: result.error,
  });
}

/** "epic.mode: Invalid option … (and 2 more)". */
export function describeIssues({ issues }: z.ZodError): string {
  const [first, ...rest] = issues;
  if (!first) return "it does not fit";
  const path = first.path.map(String).join(".");
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : "";
  return `${path === "" ? "" : `${path}: `}${first.message}${more}`;
}
