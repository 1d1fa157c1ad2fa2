import type { Money } from "../schema/epic.ts";
import type { Effort } from "../schema/vocabulary.ts";
import { roundTogether } from "./adding-up.ts";
import type { Epic } from "./epic-order.ts";
import type { Links } from "./markdown-links.ts";
import { inline, section, table, type MarkdownColumn } from "./markdown-text.ts";
import { count, grouped, percent, personaTitle, range } from "./words.ts";

interface CostRow {
  readonly label: string;
  readonly effort: Effort;
  readonly cost: Money;
}

/** What it costs and how long it takes. The rows add up to the total as they are printed. */
export function costSection(epic: Epic, links: Links): string {
  const breakdown = epic.totalCostBreakdown;
  const { currency, dayRate, runCostPerYear: run, contingency } = breakdown;
  const rows: CostRow[] = [
    { label: "The feature itself", ...breakdown.baseline },
    ...breakdown.personas.map((part) => ({ ...part, label: personaTitle(part.persona) })),
    { ...contingency, label: `Contingency (${percent(contingency.share)})` },
  ];
  const unit = inline(currency);
  const notes = [
    `A person-day costs ${grouped(dayRate)} ${unit}.`,
    run.high > 0
      ? `Running it costs another ${range(run.low, run.high)} ${unit} per year, not in the total.`
      : "",
  ];
  return section(
    "Cost",
    table(columns(unit), [...cells(rows), totalCells(breakdown.total)]),
    notes.filter(Boolean).join(" "),
    couldWait(epic, links),
  );
}

function columns(unit: string): MarkdownColumn[] {
  const figures = ["Days, low", "expected", "high", `${unit}, low`, "expected", "high"];
  return [{ title: "Part" }, ...figures.map((title) => ({ title, align: "right" as const }))];
}

const figuresOf = ({ effort, cost }: Omit<CostRow, "label">) => [
  effort.low,
  effort.expected,
  effort.high,
  cost.low,
  cost.expected,
  cost.high,
];

/** Days to a tenth, money to the unit. */
const STEPS = [10, 10, 10, 1, 1, 1];

function cells(rows: readonly CostRow[]): string[][] {
  const figures = rows.map(figuresOf);
  const rounded = STEPS.map((step, index) =>
    roundTogether(figures.map((row) => (row[index] ?? 0) * step)).map((value) => value / step),
  );
  return rows.map(({ label }, row) => [
    label,
    ...rounded.map((column) => grouped(column[row] ?? 0)),
  ]);
}

function totalCells(total: Omit<CostRow, "label">): string[] {
  return [
    "**Total**",
    ...figuresOf(total).map((figure, index) => {
      const step = STEPS[index] ?? 1;
      return `**${grouped(Math.round(figure * step) / step)}**`;
    }),
  ];
}

function couldWait({ totalCostBreakdown: { budgetCheck } }: Epic, links: Links): string {
  if (!budgetCheck || budgetCheck.over <= 0 || budgetCheck.couldWait.length === 0) return "";
  return `To come closer to the budget, these could wait: ${links.all(budgetCheck.couldWait)}.`;
}

export function durationSection({ duration, estimatedDuration }: Epic, links: Links): string {
  const { criticalPathDays, criticalPath } = duration;
  const path =
    criticalPathDays > 0
      ? `The longest chain of dependencies takes ${count(Math.round(criticalPathDays * 10) / 10, "working day")}`
      : "";
  const steps = criticalPath.length > 0 ? `: ${criticalPath.map(links.to).join(", then ")}` : "";
  return section(
    "Duration",
    `${inline(estimatedDuration)}.`,
    path === "" ? "" : `${path}${steps}.`,
  );
}
