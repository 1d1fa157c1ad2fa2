import type { Money } from "../schema/epic.ts";
import type { Effort } from "../schema/vocabulary.ts";
import { roundTogether } from "./adding-up.ts";
import { table } from "./markdown-text.ts";
import { groupedFixed } from "./words.ts";

export interface CostRow {
  /** Markdown. */
  readonly label: string;
  readonly effort: Effort;
  readonly cost: Money;
}

const ENDS = ["low", "expected", "high"] as const;

/** Days to a tenth, money to the unit. */
const FIGURES = [
  ...ENDS.map((end) => ({ end, of: "effort" as const, decimals: 1 })),
  ...ENDS.map((end) => ({ end, of: "cost" as const, decimals: 0 })),
];

/** Person-days and money by part. As printed, the rows of each column add up to its last one. */
export function costTable(rows: readonly CostRow[], total: CostRow, unit: string): string {
  const columns = FIGURES.map(({ of, end, decimals }) => {
    const step = 10 ** decimals;
    const figures = roundTogether(rows.map((row) => row[of][end] * step));
    return {
      title: `${of === "effort" ? "Days" : unit}, ${end}`,
      cells: figures.map((figure) => groupedFixed(figure / step, decimals)),
      total: groupedFixed(total[of][end], decimals),
    };
  });
  return table(
    [{ title: "Part" }, ...columns.map(({ title }) => ({ title, align: "right" as const }))],
    [
      ...rows.map(({ label }, row) => [label, ...columns.map(({ cells }) => cells[row] ?? "")]),
      [`**${total.label}**`, ...columns.map((column) => `**${column.total}**`)],
    ],
  );
}
