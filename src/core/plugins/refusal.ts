import type { ErrorCode } from "../../schema/error.ts";
import { EpicError } from "../errors.ts";

/** What a hook threw, as far as it counts. */
export interface ThrownError {
  readonly message: string;
  readonly code?: string | undefined;
  readonly hint?: string | undefined;
}

/** What a plugin may say about why: other codes would have the program believe that it failed itself. */
const REFUSALS = [
  "NOT_ALLOWED",
  "BUDGET_EXCEEDED",
  "INVALID_INPUT",
  "NETWORK_ERROR",
] as const satisfies readonly ErrorCode[];

/** A throw of foreign code as an error of this program. */
export function refusalOf({ message, code, hint }: ThrownError): EpicError {
  const own = REFUSALS.find((each) => each === code) ?? "PLUGIN_FAILED";
  return new EpicError(own, message, { hint });
}

/** What can be told of a throw, whatever was thrown. */
export function describeThrown(error: unknown): ThrownError {
  const { message, cause, code, hint } = Object(error);
  const words = typeof error === "object" && error !== null ? message : String(error);
  const reason = typeof words === "string" && words !== "" ? words : "it threw without a reason";
  return {
    // "fetch failed" alone helps nobody.
    message: cause instanceof Error ? `${reason}: ${cause.message}` : reason,
    ...(typeof code === "string" && { code }),
    ...(typeof hint === "string" && { hint }),
  };
}
