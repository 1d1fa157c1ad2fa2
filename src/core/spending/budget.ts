import type { Expense } from "../../schema/expense.ts";
import { EpicError } from "../errors.ts";
import type { CallEstimate } from "./estimate-call.ts";
import { totalOf } from "./total.ts";
import { usd } from "./usd.ts";

/** What a run may consume in all, what was spent before it was resumed included. */
export interface Limits {
  /** US dollars. */
  readonly maxCost?: number | undefined;
  /** Input and output together. */
  readonly maxTokens?: number | undefined;
}

/** The most that calls under way may still consume. */
export interface Pending {
  readonly costUsd: number;
  readonly tokens: number;
}

export interface Account {
  readonly limits: Limits;
  readonly spent: readonly Expense[];
  readonly pending: Pending;
}

/**
 * Throws BUDGET_EXCEEDED where a call could take the run beyond a limit. A limit that cannot be kept
 * because nobody knows what a call costs refuses as well: unknown is not 0.
 */
export function refuseOverrun(
  persona: string,
  next: CallEstimate,
  { limits: { maxCost, maxTokens }, spent, pending }: Account,
): void {
  if (next.kind === "free") return;
  const { costUsd, inputTokens, outputTokens } = totalOf(spent);
  const most = mostOf(next);
  if (maxCost !== undefined) {
    refuseUnknown(next, spent, maxCost);
    const before = costUsd + pending.costUsd;
    refuse(persona, { before, most: most.costUsd, limit: maxCost, ...COST });
  }
  if (maxTokens !== undefined) {
    refuseUncounted(spent, maxTokens);
    const before = inputTokens + outputTokens + pending.tokens;
    refuse(persona, { before, most: most.tokens, limit: maxTokens, ...TOKENS });
  }
}

/** The most that a call may consume; 0 where nobody knows, which `refuseOverrun` has weighed. */
export function mostOf(estimate: CallEstimate): Pending {
  if (estimate.kind !== "tokens") return { costUsd: 0, tokens: 0 };
  const { costUsd, inputTokens, outputTokens } = estimate;
  return { costUsd: costUsd?.high ?? 0, tokens: inputTokens.high + outputTokens.high };
}

interface Measure {
  readonly flag: string;
  readonly show: (amount: number) => string;
  /** What to allow instead, as the flag takes it: never less than `amount`. */
  readonly allow: (amount: number) => string;
}

const COST: Measure = {
  flag: "--max-cost",
  show: usd,
  allow: (amount) => String(Math.ceil(amount * 100) / 100),
};

const TOKENS: Measure = {
  flag: "--max-tokens",
  show: (amount) => `${amount} tokens`,
  allow: String,
};

interface Weighed extends Measure {
  /** Spent and pending. */
  readonly before: number;
  readonly most: number;
  readonly limit: number;
}

function refuse(persona: string, { before, most, limit, flag, show, allow }: Weighed): void {
  if (before < limit && before + most <= limit) return;
  const reason =
    before >= limit
      ? `${show(before)} of ${show(limit)} are spent`
      : `${persona} may take up to ${show(most)}, and ${show(before)} of ${show(limit)} are spent`;
  throw new EpicError("BUDGET_EXCEEDED", `The budget does not reach for ${persona}: ${reason}`, {
    hint: "allow more, or go on with another provider",
    resumeWith: `${flag} ${allow(Math.max(before + most, before * 2, limit * 2))}`,
  });
}

function refuseUnknown(next: CallEstimate, spent: readonly Expense[], maxCost: number): void {
  if (next.kind === "tokens" && next.costUsd === undefined) {
    throw unkept(`the price of ${next.model} is not known`, `of ${usd(maxCost)}`, PRICE_HINT);
  }
  const untold = spent.find((each) => each.outcome === "answered" && each.costUsd === undefined);
  if (!untold) return;
  const who = untold.model ?? untold.provider;
  throw unkept(`${who} did not say what it cost`, `of ${usd(maxCost)}`, PRICE_HINT);
}

function refuseUncounted(spent: readonly Expense[], maxTokens: number): void {
  const untold = spent.find(
    ({ outcome, inputTokens, outputTokens }) =>
      outcome === "answered" && (inputTokens === undefined || outputTokens === undefined),
  );
  if (!untold) return;
  const reason = `${untold.provider} did not say how many tokens it took`;
  throw unkept(reason, `of ${maxTokens} tokens`, "resume with --max-cost alone, or with no limit");
}

const PRICE_HINT = "name its price below `prices` in the configuration, or limit --max-tokens";

function unkept(reason: string, limit: string, hint: string): EpicError {
  return new EpicError("BUDGET_EXCEEDED", `The limit ${limit} cannot be kept: ${reason}`, { hint });
}
