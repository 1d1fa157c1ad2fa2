import { z } from "zod";

import { personaNameSchema } from "./vocabulary.ts";

/** One code per way to fail; core/errors.ts says what each means to the shell and to a retry. */
export const errorCodeSchema = z.enum([
  "INVALID_INPUT",
  "NOT_FOUND",
  "ILLEGAL_TRANSITION",
  "PERSONA_UNAVAILABLE",
  "NETWORK_ERROR",
  "TIMEOUT",
  "RUN_IN_PROGRESS",
  "BUDGET_EXCEEDED",
  "WAITING",
  "PLUGIN_FAILED",
  "VALIDATION_FAILED",
  "NOT_TRUSTED",
  "NOT_ALLOWED",
  "STORAGE_ERROR",
  "SYSTEM_ERROR",
  "CANCELLED",
]);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** A failure as a run remembers it. */
export const workflowErrorSchema = z.object({
  type: errorCodeSchema,
  persona: personaNameSchema.optional(),
  message: z.string(),
  details: z.json().optional(),
  timestamp: z.iso.datetime(),
  recoverable: z.boolean(),
  /** Attempts beyond the first. */
  retryCount: z.int().nonnegative(),
});
export type WorkflowError = z.infer<typeof workflowErrorSchema>;

/** What `--json` prints when a command fails. */
export const failureSchema = z.object({
  error: z.object({ code: errorCodeSchema, message: z.string(), hint: z.string().optional() }),
});
export type Failure = z.infer<typeof failureSchema>;
