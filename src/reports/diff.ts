import type { EpicDiff } from "../schema/epic-diff.ts";
import { type Entry, type EntryView, renderEntry } from "./entry.ts";
import type { Mark } from "./paint.ts";
import { count, grouped, personaWords, range } from "./words.ts";

const INDENT = 10;

/** What two epics say differently, for a terminal. */
export function renderDiff(diff: EpicDiff, view: EntryView): string {
  const groups = [head(diff), facts(diff), recommendations(diff), risks(diff), questions(diff)];
  return groups
    .filter((group) => group.length > 0)
    .map((group) => group.flatMap((entry) => renderEntry(entry, view)).map((line) => `${line}\n`))
    .map((lines) => lines.join(""))
    .join("\n");
}

function head({ a, b }: EpicDiff): Entry[] {
  const mode = a.mode === b.mode ? "" : `, ${a.mode} mode, now ${b.mode}`;
  return [{ text: `${a.epicId} to ${b.epicId}: ${b.title}${mode}`, mark: "strong", indent: 0 }];
}

function facts(diff: EpicDiff): Entry[] {
  const { verdict, cost, weeks, risk, gaps } = diff;
  const missing = [
    ...gaps.added.map((persona) => `${personaWords(persona)} is missing now`),
    ...gaps.removed.map((persona) => `${personaWords(persona)} is there now`),
  ];
  return [
    fact("Verdict", verdict.before, verdict.after),
    fact("Cost", moneyText(cost.before), moneyText(cost.after), deltaText(diff)),
    fact("Time", weeksText(weeks.before), weeksText(weeks.after)),
    fact("Risk", risk.before, risk.after),
    ...(missing.length > 0 ? [{ label: "Reviews", text: missing.join(", "), indent: INDENT }] : []),
  ];
}

function fact(label: string, before: string, after: string, aside = ""): Entry {
  const text = before === after ? `${after}, as before` : `${before}, now ${after}`;
  const mark = before === after ? "faint" : "warning";
  return { label, text: text + aside, mark, indent: INDENT };
}

function moneyText({ low, high, currency }: EpicDiff["cost"]["before"]): string {
  return `${range(low, high)} ${currency}`;
}

function deltaText({ cost: { delta, after } }: EpicDiff): string {
  if (delta === undefined || delta === 0) return "";
  const sign = delta > 0 ? "+" : "-";
  return ` (${sign}${grouped(Math.abs(delta))} ${after.currency} expected)`;
}

function weeksText({ low, high }: EpicDiff["weeks"]["before"]): string {
  return `${range(low, high)} ${high === 1 ? "week" : "weeks"}`;
}

function recommendations({ recommendations: all }: EpicDiff): Entry[] {
  const { added, removed, changed, unchanged } = all;
  const title = `Recommendations: ${added.length} added, ${removed.length} removed, ${changed.length} changed, ${count(unchanged, "other")} the same`;
  return [
    { text: title, mark: "strong", indent: 0 },
    ...added.map((each) => item("+", mentionText(each), "good")),
    ...removed.map((each) => item("-", mentionText(each), "bad")),
    ...changed.map((each) => item("~", `${mentionText(each)}: ${changesText(each)}`, "warning")),
  ];
}

type Mention = EpicDiff["recommendations"]["added"][number];

function mentionText({ title, persona, type, priority }: Mention): string {
  return `${title} (${personaWords(persona)}, ${type}, ${priority})`;
}

function changesText({ changes }: EpicDiff["recommendations"]["changed"][number]): string {
  const priced = changes.some(({ field }) => field === "estimatedCost");
  const texts = changes
    // The cost says how many days it stands for.
    .filter(({ field }) => !(priced && field === "effort"))
    .map((change) => changeText(change));
  return [...new Set(texts)].join(", ");
}

type Change = EpicDiff["recommendations"]["changed"][number]["changes"][number];

function changeText({ field, before, after }: Change): string {
  const name = WORDS[field] ?? field;
  if (!SHORT.has(field) || typeof before !== "string") return `other ${name}`;
  const now = field === "estimatedCost" && typeof after === "string" ? `, now ${after}` : "";
  return `${name} was ${before}${now}`;
}

/** Fields whose earlier value fits a line; the present one of all but the cost stands before it. */
const SHORT: ReadonlySet<string> = new Set(["type", "priority", "estimatedCost", "persona"]);

const WORDS: Readonly<Record<string, string>> = {
  estimatedCost: "cost",
  description: "wording",
  title: "wording",
};

function risks({ risk: { added, removed } }: EpicDiff): Entry[] {
  return listed("Risks", added.map(riskText), removed.map(riskText));
}

function riskText({ text, level }: EpicDiff["risk"]["added"][number]): string {
  return `${level}: ${text}`;
}

function questions({ questions: { added, removed } }: EpicDiff): Entry[] {
  return listed(
    "Questions",
    added.map(({ text }) => text),
    removed.map(({ text }) => text),
  );
}

function listed(title: string, added: readonly string[], removed: readonly string[]): Entry[] {
  if (added.length + removed.length === 0) return [];
  return [
    {
      text: `${title}: ${added.length} added, ${removed.length} removed`,
      mark: "strong",
      indent: 0,
    },
    ...added.map((text) => item("+", text, "bad")),
    ...removed.map((text) => item("-", text, "good")),
  ];
}

function item(sign: string, text: string, mark: Mark): Entry {
  return { label: `  ${sign}`, text, mark, maxLines: 4 };
}
