import type { Traced } from "../../core/ticket-ids.ts";
import { levelOf, OWN_SECTION, type TicketOutline } from "../../core/ticket-outline.ts";
import { type Trace, traceTicket } from "../../core/ticket-trace.ts";
import { bullets, inline, labelled } from "../../reports/markdown-text.ts";
import { rationaleOf } from "../../reports/rationale.ts";
import { personaWords } from "../../reports/words.ts";
import type { Conflict, EpicResponse } from "../../schema/epic.ts";
import { blockOf, demand, evidenceOf, fill, idList, plainTable, source } from "./phrases.ts";

export function designBlocks(epic: EpicResponse["epic"], outline: TicketOutline) {
  const { decisions, qualities } = outline;
  const [security, performance, accessibility] = OWN_SECTION.map((name) =>
    blockOf(
      decisions.filter(({ persona }) => persona === name),
      decisionTable,
    ),
  );
  const operations = qualities.filter(({ persona }) => persona === "devops-engineer");
  return {
    decisions: blockOf(decisions, allDecisions),
    conflicts: conflictTable(epic.conflicts, traceTicket(outline)),
    security,
    performance,
    accessibility,
    operations: blockOf(operations, operationTable),
  };
}

/** What blocks is worked out as a decision; what is suggested needs a line each. */
function allDecisions(decisions: readonly Traced[]): string {
  const mustDecide = decisions.filter(({ recommendation }) => recommendation.type === "blocking");
  const rest = decisions.filter(
    (one) => !mustDecide.includes(one) && !OWN_SECTION.some((name) => name === one.persona),
  );
  const further = blockOf(rest, (items) => `### Further decisions\n\n${decisionTable(items)}`);
  return [...mustDecide.map(decision), ...(further === undefined ? [] : [further])].join("\n\n");
}

function decision(traced: Traced): string {
  const { title, references } = traced.recommendation;
  const points = bullets([
    labelled("Status", "proposed; work that depends on it waits"),
    labelled(
      "Context",
      inline(rationaleOf(traced.recommendation)) || fill("what forces a decision"),
    ),
    labelled("The epic says", evidenceOf(traced)),
    labelled("Decision", inline(title)),
    labelled("Consequences", fill("what gets harder because of it")),
    labelled("Standards", idList(references.map(inline), "")),
    labelled("From", source(traced)),
  ]);
  const options = plainTable(
    ["Option", "For", "Against"],
    [
      [`A: ${inline(title)}`, "proposed by the review", fill("what speaks against it")],
      [`B: ${fill("the best other way")}`, fill("what speaks for it"), fill("why not")],
    ],
  );
  return `### ${traced.id}: ${inline(title)}\n\n${points}\n\n${options}`;
}

function decisionTable(decisions: readonly Traced[]): string {
  const titles = ["Id", "Decision", "Standards", "Level", "From"];
  return plainTable(
    titles,
    decisions.map((traced) => [
      traced.id,
      demand(traced),
      idList(traced.recommendation.references.map(inline), "none"),
      levelOf(traced),
      source(traced),
    ]),
  );
}

function operationTable(items: readonly Traced[]): string {
  const titles = ["Id", "What", "Shown by", "From"];
  return plainTable(
    titles,
    items.map((traced) => [
      traced.id,
      demand(traced),
      inline(traced.recommendation.acceptance) || fill("how one sees that it works"),
      source(traced),
    ]),
  );
}

function conflictTable(conflicts: readonly Conflict[], traces: ReadonlyMap<string, Trace>): string {
  if (conflicts.length === 0) return "The reviews do not contradict each other.";
  const titles = ["Between", "Proposal", "Decided by", "Decision"];
  return plainTable(
    titles,
    conflicts.map(({ between, resolution, decider }) => [
      between.map((id) => traces.get(id)?.requirement.id ?? inline(id)).join(" and "),
      inline(resolution),
      inline(personaWords(decider)),
      fill("decision"),
    ]),
  );
}
