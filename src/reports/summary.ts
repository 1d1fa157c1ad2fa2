import { formatMoney } from "../core/money.ts";
import type { EpicResponse } from "../schema/epic.ts";
import type { Verdict } from "../schema/vocabulary.ts";
import { renderEntry, type Entry, type EntryView } from "./entry.ts";
import { blockersOf, questionsInOrder, risksInOrder, type Epic } from "./epic-order.ts";
import type { Mark } from "./paint.ts";
import { budgetNote, deadlineNote, statusNote, verdictReason } from "./verdict-words.ts";
import { count, grouped, percent, personaTitle, personaWords } from "./words.ts";

export interface SummaryView extends EntryView {
  /** Where the whole epic lies: a path, or the command that shows it. */
  readonly where?: string | undefined;
}

/** Nobody reads further on a narrower terminal; lines are never shorter than this. */
const NARROWEST = 20;
const MARKS: Readonly<Record<Verdict, Mark>> = {
  READY: "good",
  CONCERNS: "warning",
  BLOCKED: "bad",
};
const FACT_INDENT = 10;
/** Below this confidence, which has the largest contingency, figures are no estimate. */
const ROUGH = 0.4;

/** What a person sees when a review is done: about a screen, and where to read on. */
export function renderSummary(response: EpicResponse, view: SummaryView): string {
  const { epic } = response;
  const groups: Entry[][] = [
    headline(response),
    facts(response),
    blockers(epic),
    risks(epic),
    questions(epic),
    notes(epic),
    whereabouts(epic, view.where),
  ];
  const wide = { ...view, columns: Math.max(NARROWEST, view.columns) };
  return groups
    .filter((group) => group.length > 0)
    .map((group) => group.flatMap((entry) => renderEntry(entry, wide)).map((line) => `${line}\n`))
    .map((lines) => lines.join(""))
    .join("\n");
}

function headline({ epic }: EpicResponse): Entry[] {
  const money = (amount: number) => `${grouped(amount)} ${epic.totalCostBreakdown.currency}`;
  const remarks = [budgetNote(epic, money), deadlineNote(epic), statusNote(epic)].filter(Boolean);
  return [
    { text: epic.title, mark: "strong", indent: 0 },
    { text: `${epic.verdict}. ${verdictReason(epic)}`, mark: MARKS[epic.verdict], indent: 0 },
    ...remarks.map((text): Entry => ({ text, mark: "warning", indent: 0 })),
  ];
}

function facts({ epic, summary }: EpicResponse): Entry[] {
  const { contingency, currency, runCostPerYear: run } = epic.totalCostBreakdown;
  const running = run.high > 0 ? `; running it ${formatMoney(run, currency)} a year` : "";
  const [about, size] = epic.confidence < ROUGH ? ["about ", ", order of magnitude"] : ["", ""];
  const total = summary.totalRecommendations;
  const advice = total === 0 ? "no recommendations" : count(total, "recommendation");
  return labelledLines([
    [
      "Cost",
      `${about}${epic.budget}${size} (with ${percent(contingency.share)} contingency)${running}`,
    ],
    ["Time", `${about}${epic.estimatedDuration}${size}`],
    [
      "Reviewed",
      `${epic.metadata.reviewMode} mode, ${count(summary.personasCompleted, "persona")}, ${advice}, ${epic.priority} priority`,
    ],
    ["Certainty", `${percent(epic.confidence)} of the description understood`],
  ]);
}

function blockers(epic: Epic): Entry[] {
  return listed("Blockers", blockersOf(epic), 5, ({ persona, recommendation }) => ({
    label: "  -",
    text: `${recommendation.title} (${personaWords(persona)})`,
  }));
}

function risks(epic: Epic): Entry[] {
  return listed("Top risks", risksInOrder(epic), 3, ({ level, text }) => ({
    label: `  ${level}`,
    text,
    indent: FACT_INDENT + 1,
  }));
}

function questions(epic: Epic): Entry[] {
  const all = questionsInOrder(epic);
  const blocking = all.filter(({ blocksEstimate }) => blocksEstimate).length;
  const remark =
    blocking === 0 ? "" : `${blocking} ${blocking === 1 ? "blocks" : "block"} the estimate`;
  return listed("Open questions", all, 3, ({ text }) => ({ label: "  -", text }), remark);
}

function listed<T>(
  title: string,
  items: readonly T[],
  most: number,
  show: (item: T) => Entry,
  remark = "",
): Entry[] {
  if (items.length === 0) return [];
  const shown = items.length > most ? `${most} of ${items.length}` : "";
  const aside = [shown, remark].filter(Boolean).join("; ");
  const text = aside === "" ? title : `${title} (${aside})`;
  return [{ text, mark: "strong", indent: 0 }, ...items.slice(0, most).map(show)];
}

function notes({ gaps, warnings }: Epic): Entry[] {
  const absent = gaps.map(
    ({ persona, reason }) => `${personaTitle(persona)} is missing: ${reason}`,
  );
  return listed("Please note", [...absent, ...warnings], 4, (text) => ({
    label: "  -",
    text,
    mark: "warning",
  }));
}

function whereabouts({ id }: Epic, where: string | undefined): Entry[] {
  const details = ["Details", `epic show ${id} --format markdown`];
  return labelledLines(where === undefined ? [details] : [["Full epic", where], details]);
}

function labelledLines(pairs: readonly (readonly string[])[]): Entry[] {
  return pairs.map(([label = "", text = ""]) => ({ label, text, indent: FACT_INDENT }));
}
