import type { EpicResponse } from "../schema/epic.ts";
import { blockersOf, reviewsInOrder } from "./epic-order.ts";
import { bullets, heading, inline, section, table } from "./markdown-text.ts";
import { budgetNote, deadlineNote, statusNote, verdictReason } from "./verdict-words.ts";
import { count, grouped, percent, personaTitle } from "./words.ts";

/** Title, verdict in a sentence, and the table a reader looks at first. */
export function glance(response: EpicResponse): string {
  const { epic } = response;
  const { currency } = epic.totalCostBreakdown;
  const money = (amount: number) => `${grouped(amount)} ${inline(currency)}`;
  const blocks = [
    heading(1, epic.title),
    `**${epic.verdict}.** ${verdictReason(epic)}`,
    statusNote(epic),
    [budgetNote(epic, money), deadlineNote(epic)].filter(Boolean).join(" "),
    table(
      [{ title: "At a glance" }, { title: "" }],
      facts(response).filter(([, value]) => value !== ""),
    ),
  ];
  return blocks.filter(Boolean).join("\n\n");
}

function facts({ epic, summary }: EpicResponse): [string, string][] {
  const { metadata, riskAssessment, questions, gaps, warnings } = epic;
  const skipped = summary.personasSkipped.length;
  return [
    ["Verdict", epic.verdict],
    ["Priority", epic.priority],
    ["Confidence", `${percent(epic.confidence)} of the description understood`],
    ["Budget needed", inline(epic.budget)],
    ["Duration", inline(epic.estimatedDuration)],
    ["Blockers", pointer(blockersOf(epic).length, "blocker", "blockers")],
    ["Recommendations", grouped(summary.totalRecommendations)],
    ["Questions", pointer(questions.length, "open question", "open-questions")],
    ["Risk", `${riskAssessment.level}, ${pointer(riskAssessment.risks.length, "risk", "risks")}`],
    [
      "Personas",
      `${summary.personasCompleted} reviewed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
    ],
    ["Gaps", gaps.length > 0 ? pointer(gaps.length, "missing review", "gaps") : ""],
    ["Warnings", warnings.length > 0 ? pointer(warnings.length, "warning", "warnings") : ""],
    ["Mode", `${metadata.reviewMode}${metadata.devopsEnforced ? ", DevOps enforced" : ""}`],
    ["Ticket", inline(metadata.ticket ?? "")],
    ["Project", inline(metadata.project ?? "")],
    ["Requested by", inline(metadata.requestedBy ?? "")],
  ];
}

/** How many there are, as a link to the section that lists them. */
function pointer(amount: number, noun: string, anchor: string): string {
  return amount === 0 ? `no ${noun}s` : `[${count(amount, noun)}](#${anchor})`;
}

/** Reviews that were planned and are missing. */
export function gapsSection({ epic, summary }: EpicResponse): string {
  const explained = new Set(epic.gaps.map(({ persona }) => persona));
  const skipped = summary.personasSkipped.filter((name) => !explained.has(name));
  return section(
    "Gaps",
    bullets([
      ...epic.gaps.map(({ persona, reason }) => `${personaTitle(persona)}: ${inline(reason)}`),
      ...skipped.map((name) => `${personaTitle(name)}: not asked`),
    ]),
  );
}

export function warningsSection({ epic }: EpicResponse): string {
  return section("Warnings", bullets(epic.warnings.map(inline)));
}

/** One line per persona: who said what, and where to read on. */
export function panelTable({ epic }: EpicResponse): string {
  const rows = reviewsInOrder(epic).map(({ persona, verdict, recommendations, confidence }) => [
    `[${personaTitle(persona.name)}](#${persona.name})`,
    verdict,
    grouped(recommendations.filter(({ type }) => type === "blocking").length),
    grouped(recommendations.filter(({ type }) => type === "suggested").length),
    percent(confidence),
  ]);
  return table(
    [
      { title: "Persona" },
      { title: "Verdict" },
      { title: "Blocking", align: "right" },
      { title: "Suggested", align: "right" },
      { title: "Confidence", align: "right" },
    ],
    rows,
  );
}
