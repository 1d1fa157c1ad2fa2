import type { Expense } from "../schema/expense.ts";
import type { RunState } from "../schema/run.ts";

/** What it would cost to ask those again who have answered already: a member of the event. */
export function savedByKeeping(
  { expenses }: RunState,
  kept: readonly string[],
): { readonly saved?: Expense[] } {
  const saved = expenses.filter(({ persona }) => kept.includes(persona));
  return saved.length === 0 ? {} : { saved };
}
