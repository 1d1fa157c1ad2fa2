/** Says whether an owner still exists; undefined where nobody here can know. */
export type IsAlive = (owner: string) => boolean | undefined;

/** The lease of a run as a store keeps it. Times in milliseconds since 1970. */
export interface StoredLease {
  /** Absent once it has been given back. */
  readonly owner: string | undefined;
  readonly fence: number;
  readonly expiresAt: number;
  readonly ttlMs: number;
}

export type LeaseDecision =
  | { readonly kind: "granted"; readonly lease: StoredLease & { readonly owner: string } }
  | { readonly kind: "refused"; readonly lease: StoredLease & { readonly owner: string } };

/**
 * Who may continue a run. In either case the lease that is returned is the one to keep: a refusal
 * shortens a lease that a clock set back would have prolonged, so that none outlives its time to
 * live by more than that once.
 */
export function decideLease(
  stored: StoredLease | undefined,
  request: { readonly owner: string; readonly ttlMs: number },
  now: number,
  isAlive: IsAlive,
): LeaseDecision {
  const { owner, ttlMs } = request;
  const held = stored === undefined ? undefined : liveLease(stored, now);
  if (held !== undefined && held.owner !== owner && isAlive(held.owner) !== false) {
    return { kind: "refused", lease: held };
  }
  const renewed = held?.owner === owner;
  const fence = (stored?.fence ?? 0) + (renewed ? 0 : 1);
  return { kind: "granted", lease: { owner, fence, expiresAt: now + ttlMs, ttlMs } };
}

function liveLease(stored: StoredLease, now: number) {
  const { owner, ttlMs } = stored;
  const expiresAt = Math.min(stored.expiresAt, now + ttlMs);
  if (owner === undefined || expiresAt <= now) return undefined;
  return { ...stored, owner, expiresAt };
}
