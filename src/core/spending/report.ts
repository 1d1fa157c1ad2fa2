import type { Expense } from "../../schema/expense.ts";
import type { SpendingReport, SpendingSum } from "../../schema/spending.ts";
import { totalOf } from "./total.ts";

/** What one step spent, or did not have to spend again. */
export interface Booking {
  readonly project?: string;
  readonly expenses: readonly Expense[];
  readonly saved: readonly Expense[];
}

/** The same money, by who spent it, on what and for whom: the most expensive first. */
export function reportSpending(bookings: readonly Booking[]): SpendingReport {
  const lines = bookings.flatMap(linesOf);
  return {
    total: sumOf(lines),
    personas: group(lines, ({ expense }) => expense.persona),
    models: group(lines, ({ expense }) => expense.model ?? expense.provider),
    projects: group(lines, ({ project }) => project),
  };
}

interface Line {
  readonly project: string;
  readonly expense: Expense;
  readonly saved: boolean;
}

function linesOf({ project = "", expenses, saved }: Booking): readonly Line[] {
  return [
    ...expenses.map((expense) => ({ project, expense, saved: false })),
    ...saved.map((expense) => ({ project, expense, saved: true })),
  ];
}

function group(lines: readonly Line[], nameOf: (line: Line) => string): SpendingReport["personas"] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const name = nameOf(line);
    const own = groups.get(name);
    if (own) own.push(line);
    else groups.set(name, [line]);
  }
  return [...groups]
    .map(([name, own]) => Object.assign(sumOf(own), { name }))
    .toSorted((a, b) => b.costUsd - a.costUsd || (a.name < b.name ? -1 : 1));
}

function sumOf(lines: readonly Line[]): SpendingSum {
  const spent = lines.filter(({ saved }) => !saved).map(({ expense }) => expense);
  const kept = lines.filter(({ saved }) => saved).map(({ expense }) => expense);
  const { uncounted: _uncounted, ...total } = totalOf(spent);
  const saved = totalOf(kept.filter(({ outcome }) => outcome === "answered"));
  return {
    ...total,
    failed: spent.filter(({ outcome }) => outcome === "failed").length,
    saved: {
      answers: saved.attempts,
      tokens: saved.inputTokens + saved.outputTokens,
      costUsd: saved.costUsd,
    },
  };
}
