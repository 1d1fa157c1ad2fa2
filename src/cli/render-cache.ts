import type { Purged } from "../app/open-app.ts";
import type { Likeness } from "../core/similarity.ts";
import { renderTable } from "../reports/tables.ts";
import { oneLine } from "../reports/terminal-text.ts";
import { count, grouped, toMinute, percent } from "../reports/words.ts";
import { clip } from "../reports/wrap.ts";
import type { CacheStats } from "../schema/cache.ts";
import type { Display } from "./terminal.ts";
import { tableView } from "./views.ts";

export function renderCacheStats(stats: CacheStats, limitBytes: number, display: Display): string {
  const { entries, bytes, hits, misses, hitRate, oldest, byPersona } = stats;
  const facts = [
    ["Answers", grouped(entries)],
    ["Size", `${grouped(bytes / 1024)} KB of ${grouped(limitBytes / 1024)} KB`],
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

export interface DroppedSubject extends Likeness {
  /** False where it is near, and was left alone. */
  readonly dropped: boolean;
}

export function describeDropped(removed: number, alike: readonly DroppedSubject[] = []): string {
  const lines = alike.map(({ similarity, description, dropped }) => {
    const kept = dropped ? "" : "  (near, kept)";
    return `${percent(similarity).padStart(4)} alike  ${beginning(description)}${kept}\n`;
  });
  return `${count(removed, "answer")} dropped\n${lines.join("")}`;
}

export function describePurged({ objects, bytes, compacted }: Purged): string {
  const later = compacted ? "" : "; the file is in use, so that its room is used again later";
  return `${count(objects, "body").replace(/bodys$/, "bodies")} removed, ${grouped(bytes / 1024)} KB${later}\n`;
}

/** As much of a description as tells which one it is. */
export function beginning(description: string): string {
  return clip(oneLine(description), 60);
}
