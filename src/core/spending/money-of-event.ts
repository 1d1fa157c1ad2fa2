import type { Expense } from "../../schema/expense.ts";
import type { RunEvent } from "../../schema/run.ts";

interface EventMoney {
  readonly expenses: readonly Expense[];
  readonly saved: readonly Expense[];
}

/** What an event says of money; undefined where it says nothing. */
export function moneyOf(event: RunEvent): EventMoney | undefined {
  const expenses = "expenses" in event ? event.expenses : undefined;
  const saved = "saved" in event ? event.saved : undefined;
  if (!expenses && !saved) return undefined;
  return { expenses: expenses ?? [], saved: saved ?? [] };
}
