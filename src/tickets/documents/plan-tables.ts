import type { TicketOutline } from "../../core/ticket-outline.ts";
import type { Trace } from "../../core/ticket-trace.ts";
import { inline } from "../../reports/markdown-text.ts";
import { capital, grouped, personaWords } from "../../reports/words.ts";
import type { EpicResponse } from "../../schema/epic.ts";
import { effortText, fill, idList, plainTable } from "./phrases.ts";

export function risks(items: TicketOutline["risks"], traces: ReadonlyMap<string, Trace>): string {
  return plainTable(
    ["Id", "Risk", "Likelihood", "Impact", "What we do about it", "Watched by"],
    items.map(({ id, risk }) => {
      const tasks = risk.mitigatedBy.flatMap((source) => traces.get(source)?.task ?? []);
      return [
        id,
        inline(risk.text),
        grade(risk.likelihood),
        grade(risk.impact),
        idList(tasks, fill("avoid, reduce, accept")),
        inline(capital(personaWords(risk.owner))),
      ];
    }),
  );
}

/** Of five grades, the lower two are low and the upper two are high. */
function grade(rating: number): "H" | "M" | "L" {
  if (rating >= 4) return "H";
  return rating === 3 ? "M" : "L";
}

/** Work by category; who does it is for people to say. */
export function resources(epic: EpicResponse["epic"]): string {
  const { baseline, personas, contingency, currency } = epic.totalCostBreakdown;
  const rows = [
    { what: "The feature itself", effort: baseline.effort, cost: baseline.cost },
    ...personas.map(({ category, effort, cost }) => ({
      what: capital(category.replaceAll("-", " ")),
      effort,
      cost,
    })),
    { what: "Reserve for what is not known yet", ...contingency },
  ];
  return plainTable(
    ["What", "How much", "Expected cost", "From when", "From whom"],
    rows.map(({ what, effort, cost }) => [
      inline(what),
      effortText(effort),
      `${grouped(cost.expected)} ${inline(currency)}`,
      fill("date"),
      fill("who"),
    ]),
  );
}
