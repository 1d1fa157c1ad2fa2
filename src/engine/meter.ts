import { type Account, type Limits, mostOf, refuseOverrun } from "../core/spending/budget.ts";
import {
  type CallEstimate,
  type Consumption,
  estimateCall,
} from "../core/spending/estimate-call.ts";
import { costOf } from "../core/spending/price.ts";
import { addUsage } from "../core/spending/total.ts";
import type { Metering, PersonaAdapter } from "../ports/persona-adapter.ts";
import type { CacheEntry } from "../schema/cache.ts";
import type { Expense, PriceTable, Usage } from "../schema/expense.ts";
import type { PersonaInput } from "../schema/persona.ts";

/** Keeps a run within its limits, and remembers what each attempt consumed. */
export interface Meter {
  /** Makes one attempt, if the budget reaches for it. Throws BUDGET_EXCEEDED, or what `work` throws. */
  attempt<T>(
    adapter: PersonaAdapter,
    input: PersonaInput,
    work: (metering: Metering) => Promise<T>,
  ): Promise<T>;
  /** The last attempt of a persona, where it is charged for and was not taken yet. */
  latest(persona: string): Expense | undefined;
  /** What a persona, or everybody, consumed since this was asked last: for the record of the step. */
  take(persona?: string): readonly Expense[];
}

export interface MeterParts {
  readonly limits: Limits;
  /** What the run consumed before this process. */
  readonly spent: readonly Expense[];
  /** Loaded when somebody charges. */
  readonly prices: () => Promise<PriceTable>;
}

export function openMeter({ limits, spent, prices }: MeterParts): Meter {
  const all = [...spent];
  const untaken: Expense[] = [];
  const pending = new Set<CallEstimate>();

  const account = (): Account => ({ limits, spent: all, pending: sumOf(pending) });

  return {
    async attempt(adapter, input, work) {
      const { consumption, registration, provider } = adapter;
      if (consumption === "nothing") return await work(FREE);
      const persona = registration.name;
      const table = await prices();
      const estimate = estimateOf(consumption, input, table);
      refuseOverrun(persona, estimate, account());
      pending.add(estimate);
      let usage: Usage | undefined;
      const settle = (outcome: Expense["outcome"]): void => {
        pending.delete(estimate);
        const expense = { persona, provider: provider.name, outcome, ...usage };
        all.push(expense);
        untaken.push(expense);
      };
      const metering: Metering = {
        admit: () => {
          const made = usage && { persona, provider: provider.name, outcome: "answered" as const };
          const before = account();
          refuseOverrun(persona, estimate, {
            ...before,
            spent: made ? [...before.spent, { ...made, ...usage }] : before.spent,
          });
        },
        spend: (told) => {
          const costUsd = costOf(told, table);
          const priced = costUsd === undefined ? told : { ...told, costUsd };
          usage = usage ? addUsage(usage, priced) : priced;
        },
      };
      try {
        const answer = await work(metering);
        settle("answered");
        return answer;
      } catch (error) {
        settle("failed");
        throw error;
      }
    },
    latest: (persona) => untaken.findLast((each) => each.persona === persona),
    take(persona) {
      const taken = untaken.filter((each) => persona === undefined || each.persona === persona);
      const kept = untaken.filter((each) => !taken.includes(each));
      untaken.splice(0, untaken.length, ...kept);
      return taken;
    },
  };
}

/** As the member of an event: a run that nobody charges for says nothing of it. */
export function expensesOf(expenses: readonly Expense[]): { readonly expenses?: Expense[] } {
  return expenses.length === 0 ? {} : { expenses: [...expenses] };
}

/** As the member of a cache entry. */
export function usageOf(expense: Expense | undefined): { readonly usage?: Usage } {
  if (!expense) return {};
  const { persona: _persona, provider: _provider, outcome: _outcome, ...usage } = expense;
  return { usage };
}

/** What an answer from the cache saves whoever would have had to ask. */
export function savedBy(
  { usage }: CacheEntry,
  { registration, provider }: PersonaAdapter,
): Expense | undefined {
  if (!usage) return undefined;
  return { persona: registration.name, provider: provider.name, outcome: "answered", ...usage };
}

const FREE: Metering = { admit() {}, spend() {} };

function estimateOf(
  consumption: Consumption | undefined,
  { epic }: PersonaInput,
  table: PriceTable,
): CallEstimate {
  const bytes = Buffer.byteLength(JSON.stringify(epic));
  return estimateCall(consumption, { low: bytes, expected: bytes, high: bytes }, table);
}

function sumOf(estimates: ReadonlySet<CallEstimate>): Account["pending"] {
  const sum = { costUsd: 0, tokens: 0 };
  for (const estimate of estimates) {
    const { costUsd, tokens } = mostOf(estimate);
    sum.costUsd += costUsd;
    sum.tokens += tokens;
  }
  return sum;
}
