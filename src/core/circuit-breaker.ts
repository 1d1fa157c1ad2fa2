import type { ErrorCode } from "../schema/error.ts";

/** What is known of a provider's last answers, so that nobody waits for one that gives none. */
export interface Breaker {
  /** Attempts in a row that got no answer. */
  readonly failures: number;
  /** Present while nobody is to ask: since when, for how long, and why. Times in milliseconds. */
  readonly open?: {
    readonly since: number;
    readonly forMs: number;
    readonly message: string;
  };
}

export const CLOSED: Breaker = { failures: 0 };

export interface BreakerPolicy {
  /** As many failures in a row open it. */
  readonly threshold: number;
  readonly coolDownMs: number;
}

/** A failure of the one who was asked, and not of what it was asked or of what it said. */
const NO_ANSWER: ReadonlySet<ErrorCode> = new Set([
  "PERSONA_UNAVAILABLE",
  "NETWORK_ERROR",
  "TIMEOUT",
]);

export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryAfterMs?: number | undefined;
}

/** Milliseconds until somebody may ask again; 0 where one may now. A clock set back closes it. */
export function closedFor({ open }: Breaker, now: number): number {
  if (!open || now < open.since) return 0;
  return Math.max(0, open.since + open.forMs - now);
}

/** After the cool-down one attempt goes through; the others wait for what comes of it. */
export function afterAdmission(breaker: Breaker, now: number): Breaker {
  return breaker.open ? { ...breaker, open: { ...breaker.open, since: now } } : breaker;
}

export function afterFailure(
  breaker: Breaker,
  { code, message, retryAfterMs = 0 }: Failure,
  { threshold, coolDownMs }: BreakerPolicy,
  now: number,
): Breaker {
  if (code === "VALIDATION_FAILED") return CLOSED;
  if (!NO_ANSWER.has(code)) return breaker;
  const failures = breaker.failures + 1;
  if (failures < threshold) return { failures };
  return { failures, open: { since: now, forMs: Math.max(coolDownMs, retryAfterMs), message } };
}
