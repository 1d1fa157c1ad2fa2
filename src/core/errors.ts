import type { ErrorCode } from "../schema/error.ts";

/** One row per code: is a retry worth it, and what does the shell see? */
export const ERROR_CODES = {
  INVALID_INPUT: { recoverable: false, exitCode: 2 },
  NOT_FOUND: { recoverable: false, exitCode: 2 },
  ILLEGAL_TRANSITION: { recoverable: false, exitCode: 2 },
  PERSONA_UNAVAILABLE: { recoverable: true, exitCode: 3 },
  NETWORK_ERROR: { recoverable: true, exitCode: 3 },
  TIMEOUT: { recoverable: true, exitCode: 3 },
  RUN_IN_PROGRESS: { recoverable: false, exitCode: 3 },
  BUDGET_EXCEEDED: { recoverable: false, exitCode: 3 },
  WAITING: { recoverable: false, exitCode: 3 },
  PLUGIN_FAILED: { recoverable: false, exitCode: 3 },
  VALIDATION_FAILED: { recoverable: true, exitCode: 4 },
  NOT_TRUSTED: { recoverable: false, exitCode: 5 },
  NOT_ALLOWED: { recoverable: false, exitCode: 5 },
  STORAGE_ERROR: { recoverable: false, exitCode: 6 },
  SYSTEM_ERROR: { recoverable: false, exitCode: 70 },
  CANCELLED: { recoverable: false, exitCode: 130 },
} as const satisfies Record<ErrorCode, { recoverable: boolean; exitCode: number }>;

interface EpicErrorOptions extends ErrorOptions {
  /** What to type or change next. */
  readonly hint?: string | undefined;
  /** Flags of `epic resume` without which the run would stop again for the same reason. */
  readonly resumeWith?: string | undefined;
  /** When whoever was asked wants to be asked again, where they said so. */
  readonly retryAfterMs?: number | undefined;
  /** Whoever was asked has tried again already, as often as makes sense. */
  readonly exhausted?: boolean | undefined;
  /** Of a plugin without which the run must not go on. */
  readonly plugin?: string | undefined;
}

/** The one error of this program. `message` says in a sentence what failed, with the value. */
export class EpicError extends Error {
  override readonly name = "EpicError";
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly resumeWith: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly plugin: string | undefined;
  private readonly exhausted: boolean;

  constructor(
    code: ErrorCode,
    message: string,
    {
      hint,
      resumeWith,
      retryAfterMs,
      plugin,
      exhausted = false,
      ...options
    }: EpicErrorOptions = {},
  ) {
    super(message, options);
    this.code = code;
    this.hint = hint;
    this.resumeWith = resumeWith;
    this.retryAfterMs = retryAfterMs;
    this.plugin = plugin;
    this.exhausted = exhausted;
  }

  get recoverable(): boolean {
    return ERROR_CODES[this.code].recoverable && !this.exhausted;
  }
}

/** The only place where an unknown throw becomes one of ours. */
export function toEpicError(error: unknown): EpicError {
  if (error instanceof EpicError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === "AbortError") {
    return new EpicError("CANCELLED", message, { cause: error });
  }
  return new EpicError("SYSTEM_ERROR", message, { cause: error });
}
