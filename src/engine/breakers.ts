import {
  afterAdmission,
  afterFailure,
  type Breaker,
  type BreakerPolicy,
  CLOSED,
  closedFor,
} from "../core/circuit-breaker.ts";
import { EpicError } from "../core/errors.ts";
import { RULEBOOK } from "../core/providers.ts";
import type { Clock } from "../ports/clock.ts";

/** Keeps five personas from waiting, one after the other, for a provider that gives no answer. */
export interface Breakers {
  /** Throws PERSONA_UNAVAILABLE where the provider is not to be asked now. */
  readonly admit: (provider: string) => void;
  readonly succeeded: (provider: string) => void;
  /** Whether the provider is to be asked no more after this. */
  readonly failed: (provider: string, error: EpicError) => boolean;
}

export function openBreakers(policy: BreakerPolicy, clock: Clock): Breakers {
  const breakers = new Map<string, Breaker>();
  const of = (provider: string) => breakers.get(provider) ?? CLOSED;
  return {
    admit(provider) {
      const now = clock.now();
      const breaker = of(provider);
      const forMs = closedFor(breaker, now);
      if (forMs > 0) throw refused(provider, breaker, forMs);
      if (breaker.open) breakers.set(provider, afterAdmission(breaker, now));
    },
    succeeded: (provider) => void breakers.delete(provider),
    failed(provider, error) {
      // It answers within this process: there is nobody to wait for.
      if (provider === RULEBOOK) return false;
      const now = clock.now();
      const next = afterFailure(of(provider), error, policy, now);
      breakers.set(provider, next);
      return closedFor(next, now) > 0;
    },
  };
}

function refused(provider: string, { failures, open }: Breaker, forMs: number): EpicError {
  const seconds = Math.ceil(forMs / 1000);
  const message = `${provider} is not asked for another ${seconds} s, since it failed ${failures} times in a row`;
  return new EpicError("PERSONA_UNAVAILABLE", `${message}: ${open?.message ?? ""}`);
}
