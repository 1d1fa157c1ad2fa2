import { priceEffort } from "../core/money.ts";
import type { CostBreakdown } from "../schema/epic.ts";
import { costTable, type CostRow } from "./cost-table.ts";
import type { Epic } from "./epic-order.ts";
import type { Links } from "./markdown-links.ts";
import { inline, section } from "./markdown-text.ts";
import { count, grouped, percent, personaTitle, range } from "./words.ts";

/** What it costs and how long it takes. The rows add up to the total as they are printed. */
export function costSection(epic: Epic, links: Links): string {
  const breakdown = epic.totalCostBreakdown;
  const { currency, dayRate, runCostPerYear: run, contingency } = breakdown;
  const rows: CostRow[] = [
    ...featureRows(breakdown),
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
    costTable(rows, { label: "Total", ...breakdown.total }, unit),
    notes.filter(Boolean).join(" "),
    couldWait(epic, links),
  );
}

/** A row for each part, where all of them have a name; else one for the whole. */
function featureRows({ baseline, dayRate }: CostBreakdown): CostRow[] {
  const { parts, ...whole } = baseline;
  const rows = parts.flatMap(({ title, effort }) =>
    title === undefined
      ? []
      : [{ label: `Feature: ${inline(title)}`, effort, cost: priceEffort(effort, dayRate) }],
  );
  return rows.length > 0 && rows.length === parts.length
    ? rows
    : [{ label: "The feature itself", ...whole }];
}

function couldWait({ totalCostBreakdown: { budgetCheck } }: Epic, links: Links): string {
  if (!budgetCheck || budgetCheck.over <= 0 || budgetCheck.couldWait.length === 0) return "";
  return `To come closer to the budget, these could wait: ${links.all(budgetCheck.couldWait)}.`;
}

export function durationSection(epic: Epic, links: Links): string {
  const { criticalPathDays, criticalPath, deadlineCheck } = epic.duration;
  const steps = criticalPath.map(links.to).join(", then ");
  const late = deadlineCheck && deadlineCheck.overWeeks > 0 && deadlineCheck.couldWait.length > 0;
  return section(
    "Duration",
    `${inline(epic.estimatedDuration)}.`,
    criticalPathDays > 0
      ? `The longest chain of dependent work takes ${count(criticalPathDays, "working day")}${steps === "" ? "" : `, through ${steps}`}.`
      : "",
    late
      ? `To come closer to the date, these could wait: ${links.all(deadlineCheck.couldWait)}.`
      : "",
  );
}
