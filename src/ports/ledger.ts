import type { Expense } from "../schema/expense.ts";

/** What one step of a run spent, or did not have to spend. */
export interface LedgerEntry {
  readonly taskId: string;
  /** As `Date.toISOString` writes it. */
  readonly at: string;
  readonly project?: string;
  readonly expenses: readonly Expense[];
  /** What an answer that was kept, or came from the cache, had cost before. */
  readonly saved: readonly Expense[];
}

export interface LedgerQuery {
  /** As `Date.toISOString` writes it: steps at it or after it. */
  readonly since?: string;
  readonly taskId?: string;
}

/** What the runs of a store cost. Throws STORAGE_ERROR as StateStore does. */
export interface Ledger {
  /** In the order in which the steps were saved; steps that nobody charged for are left out. */
  entries(query: LedgerQuery): Promise<readonly LedgerEntry[]>;
}
