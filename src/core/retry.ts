/** When a failed attempt is repeated. */
export interface RetryPolicy {
  /** Attempts beyond the first. */
  readonly maxRetries: number;
  /** Before the second attempt; doubled before each later one. */
  readonly delayMs: number;
}

interface FailedAttempt {
  readonly recoverable: boolean;
  /** How long whoever was asked wants to be left alone. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * Milliseconds to wait before the next attempt; undefined where there is none. `made` counts the
 * attempts so far. `random`, from 0 to 1, spreads those who failed together: of a wait that was asked
 * for none is left out, of our own up to a half.
 */
export function retryDelay(
  { maxRetries, delayMs }: RetryPolicy,
  { recoverable, retryAfterMs = 0 }: FailedAttempt,
  made: number,
  random: number,
): number | undefined {
  if (!recoverable || made > maxRetries || retryAfterMs > LONGEST_WAIT_MS) return undefined;
  const backoffMs = Math.min(delayMs * 2 ** (made - 1), LONGEST_WAIT_MS);
  if (retryAfterMs > 0) return retryAfterMs + (random * Math.min(backoffMs, retryAfterMs)) / 2;
  return backoffMs * (0.5 + random / 2);
}

/** Who would have to wait longer is better off with somebody else, or with a resume later. */
const LONGEST_WAIT_MS = 60_000;
