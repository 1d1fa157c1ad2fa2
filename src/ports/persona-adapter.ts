import type { Consumption } from "../core/spending/estimate-call.ts";
import type { Usage } from "../schema/expense.ts";
import type { Answerer, PersonaInput, Review } from "../schema/persona.ts";
import type { PersonaRegistration } from "../schema/registration.ts";

export type ValidationResult =
  | { readonly valid: true }
  | { readonly valid: false; readonly issues: readonly string[] };

/** How an adapter tells of its calls while an attempt is under way. */
export interface Metering {
  /** Before each call beyond the first of an attempt. Throws BUDGET_EXCEEDED where it must not be made. */
  readonly admit: () => void;
  /** After each call, also one that failed: what it consumed, as far as that is known. */
  readonly spend: (usage: Usage) => void;
}

export interface PersonaContext extends Metering {
  /** Aborted when the time is up or the user gives up: the work must stop, not be abandoned. */
  readonly signal: AbortSignal;
  /** Of the run that asks. */
  readonly taskId: string;
  /** The same for every attempt of one step of one run. */
  readonly idempotencyKey: string;
  /** What has been done so far, for people; kept in interval checkpoints. */
  readonly report: (progress: string) => void;
}

/**
 * One reviewer, and who answers for it. An adapter translates and nothing else: retry, time limit,
 * cache, budget and audit are wrapped around it by the engine.
 *
 * `execute` throws EpicError: PERSONA_UNAVAILABLE, NETWORK_ERROR, TIMEOUT (worth another attempt)
 * or any other code (not). `transform` throws VALIDATION_FAILED where the answer does not fit.
 */
export interface PersonaAdapter {
  readonly registration: PersonaRegistration;
  /** Who answers, and every version that could change the answer; part of the cache key. */
  readonly provider: { readonly name: string; readonly fingerprint: string };
  /** A person is held by no time limit of a persona. */
  readonly kind: Answerer;
  /** What a call takes, as far as it is known beforehand; absent where nobody can say. */
  readonly consumption?: Consumption;
  validate(input: PersonaInput): ValidationResult;
  execute(input: PersonaInput, context: PersonaContext): Promise<unknown>;
  transform(answer: unknown): Review;
}
