import type { TicketOutline } from "../../core/ticket-outline.ts";
import { type Trace, traceTicket } from "../../core/ticket-trace.ts";
import { bullets, code, inline, labelled } from "../../reports/markdown-text.ts";
import { count, enumerate, percent } from "../../reports/words.ts";
import type { EpicResponse } from "../../schema/epic.ts";
import { blockOf, effortText, fill, plainTable, source } from "./phrases.ts";

/** For the README, the index and the completion summary. */
export function closingBlocks(response: EpicResponse, outline: TicketOutline) {
  const traces = [...traceTicket(outline).values()];
  return {
    summary: summary(response),
    traceability: blockOf(traces, traceability),
    requirementsMet: blockOf(traces, requirementsMet),
    planned: planned(response.epic),
  };
}

function summary({ epic, summary: totals }: EpicResponse): string {
  const open = [
    count(totals.blockingCount, "blocker"),
    count(epic.questions.length, "open question"),
    count(epic.conflicts.length, "conflict"),
  ];
  return [
    `${inline(epic.title)}.`,
    bullets([
      labelled("Verdict", `${epic.verdict}, with ${enumerate(open)}`),
      labelled("Duration", inline(epic.estimatedDuration)),
      labelled("Budget", inline(epic.budget)),
      labelled("Confidence", percent(epic.confidence)),
      labelled("Epic", `${code(epic.id)} (epic show prints it)`),
    ]),
  ].join("\n\n");
}

function traceability(traces: readonly Trace[]): string {
  return plainTable(
    ["Requirement", "Checked by", "Decision", "Task", "From"],
    traces.map(({ requirement, criterion, decision, task }) => [
      requirement.id,
      criterion ?? fill("AC"),
      decision ?? "",
      task ?? fill("T"),
      source(requirement),
    ]),
  );
}

function requirementsMet(traces: readonly Trace[]): string {
  return plainTable(
    ["Requirement", "Met", "Proof, or why not"],
    traces.map(({ requirement: { id, recommendation } }) => [
      `${id} ${inline(recommendation.title)}`,
      fill("yes, partly or no"),
      fill("test or link"),
    ]),
  );
}

function planned({ totalCostBreakdown, estimatedDuration, budget }: EpicResponse["epic"]): string {
  const reason = fill("reason");
  return plainTable(
    ["What", "Planned", "Actual", "Why different"],
    [
      ["Effort", effortText(totalCostBreakdown.total.effort), fill("person-days"), reason],
      ["Duration", inline(estimatedDuration), fill("weeks"), reason],
      ["Cost", inline(budget), fill("money"), reason],
    ],
  );
}
