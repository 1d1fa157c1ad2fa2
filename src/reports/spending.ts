import { usd } from "../core/spending/usd.ts";
import type { Range, RunEstimate, SpendingReport, SpendingSum } from "../schema/spending.ts";
import { renderTable, type TableColumn, type TableView } from "./tables.ts";
import { count, enumerate, grouped, range } from "./words.ts";

/** What a run would take, persona by persona, and in all. */
export function renderEstimate({ personas, total }: RunEstimate, view: TableView): string {
  const table = renderTable(
    personas.map(({ persona, provider, model, kind, calls, ...estimate }) => [
      persona,
      model ?? provider,
      grouped(calls.expected),
      tokens(estimate.inputTokens, kind),
      tokens(estimate.outputTokens, kind),
      estimate.costUsd ? dollars(estimate.costUsd) : "unknown",
    ]),
    [
      { title: "PERSONA" },
      { title: "ANSWERED BY", flexible: true },
      { title: "CALLS", align: "right" },
      { title: "TOKENS IN", align: "right" },
      { title: "TOKENS OUT", align: "right" },
      { title: "USD", align: "right" },
    ],
    view,
  );
  const days = [...new Set(personas.flatMap(({ priceAsOf }) => priceAsOf ?? []))].toSorted();
  return [
    table,
    "\n",
    `${inAll(total)}\n`,
    ...(days.length > 0 ? [`Prices as of ${enumerate(days)}.\n`] : []),
  ].join("");
}

function inAll({ calls, costUsd, unknown }: RunEstimate["total"]): string {
  if (calls.expected === 0) return "Nobody is called and nothing is spent: the rulebook answers.";
  const asked = `${count(calls.expected, "call")}, ${grouped(calls.most)} if every retry is needed`;
  const about = `about ${usd(costUsd.expected)}, between ${usd(costUsd.low)} and ${usd(costUsd.high)}`;
  if (unknown === 0) return `${asked}: ${about}.`;
  const rest = `what ${count(unknown, "persona")} will cost is not known`;
  return costUsd.high === 0 ? `${asked}: ${rest}.` : `${asked}: ${about}, and ${rest}.`;
}

function tokens(figure: Range | undefined, kind: string): string {
  if (figure) return range(figure.low, figure.high);
  return kind === "free" ? "0" : "unknown";
}

/** "0.012 to 0.13". */
function dollars({ low, high }: Range): string {
  const [from, to] = [low, high].map((amount) => usd(amount).replace(" USD", ""));
  return from === to ? String(from) : `${from} to ${to}`;
}

const FIGURES: readonly TableColumn[] = [
  { title: "ATTEMPTS", align: "right" },
  { title: "FAILED", align: "right" },
  { title: "TOKENS IN", align: "right" },
  { title: "CACHED", align: "right" },
  { title: "TOKENS OUT", align: "right" },
  { title: "USD", align: "right" },
  { title: "SAVED USD", align: "right" },
];

/** What was spent, from the sides that are asked for. */
export function renderSpending(
  report: SpendingReport,
  sides: readonly ("personas" | "models" | "projects")[],
  view: TableView,
): string {
  const tables = sides.map((side) =>
    renderTable(
      report[side].map(({ name, ...sum }) => [name === "" ? "(none)" : name, ...figures(sum)]),
      [{ title: TITLES[side], flexible: true }, ...FIGURES],
      view,
    ),
  );
  return [
    ...tables.filter((table) => table !== ""),
    `${spent(report.total)}\n${saved(report.total)}`,
  ].join("\n");
}

const TITLES = { personas: "PERSONA", models: "MODEL", projects: "PROJECT" } as const;

function figures(sum: SpendingSum): readonly string[] {
  return [
    grouped(sum.attempts),
    grouped(sum.failed),
    grouped(sum.inputTokens),
    grouped(sum.cachedTokens),
    grouped(sum.outputTokens),
    sum.unpriced > 0 && sum.costUsd === 0 ? "unknown" : known(sum),
    usd(sum.saved.costUsd).replace(" USD", ""),
  ];
}

/** With a sign where it is a least, since some of it is not known. */
function known({ costUsd, unpriced }: SpendingSum): string {
  return `${unpriced > 0 ? ">" : ""}${usd(costUsd).replace(" USD", "")}`;
}

function spent({ attempts, inputTokens, outputTokens, costUsd, unpriced }: SpendingSum): string {
  if (attempts === 0) return "Spent   nothing: nobody who charges was asked";
  const all = `${usd(costUsd)} in ${count(attempts, "attempt")}, ${grouped(inputTokens + outputTokens)} tokens`;
  return `Spent   ${all}${unpriced > 0 ? `; the cost of ${grouped(unpriced)} is not known` : ""}`;
}

function saved({ saved: { answers, tokens: amount, costUsd } }: SpendingSum): string {
  if (answers === 0) return "";
  return `Saved   ${usd(costUsd)} by ${count(answers, "answer")} that need not be asked for again, ${grouped(amount)} tokens\n`;
}
