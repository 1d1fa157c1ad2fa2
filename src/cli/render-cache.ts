import { renderTable } from "../reports/tables.ts";
import { count, grouped, toMinute, percent } from "../reports/words.ts";
import type { CacheStats } from "../schema/cache.ts";
import type { Display } from "./terminal.ts";
import { tableView } from "./views.ts";

export function renderCacheStats(stats: CacheStats, display: Display): string {
  const { entries, bytes, hits, misses, hitRate, oldest, byPersona } = stats;
  const facts = [
    ["Answers", grouped(entries)],
    ["Size", `${grouped(bytes / 1024)} KB`],
    [
      "Look-ups",
      `${grouped(hits)} served, ${grouped(misses)} not${hitRate === undefined ? "" : ` (${percent(hitRate)})`}`,
    ],
    ["Oldest", oldest === undefined ? "none" : `${toMinute(oldest)} UTC`],
  ];
  const table = renderTable(
    Object.entries(byPersona).map(([persona, amount]) => [persona, grouped(amount)]),
    [{ title: "PERSONA" }, { title: "ANSWERS", align: "right" }],
    tableView(display),
  );
  const lines = facts.map(([label = "", text = ""]) => `${label.padEnd(10)}${text}\n`).join("");
  return table === "" ? lines : `${lines}\n${table}`;
}

export function describeDropped(removed: number): string {
  return `${count(removed, "answer")} dropped\n`;
}
