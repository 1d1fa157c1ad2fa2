import type { SearchResult } from "../../app/ticket-code.ts";
import { paintFor } from "../../reports/paint.ts";
import { oneLine } from "../../reports/terminal-text.ts";
import { wrap } from "../../reports/wrap.ts";
import type { Display } from "../terminal.ts";

export function renderHits({ hits }: SearchResult, { isTty, columns, color }: Display): string {
  const paint = paintFor(color);
  const width = isTty ? Math.max(20, columns - 2) : Infinity;
  return hits
    .map(({ id, title, snippet, state }) => {
      const head = state === undefined ? oneLine(title) : `${oneLine(title)} (${state})`;
      const [first = "", ...rest] = wrap(head, width);
      const lines = [paint("strong", first), ...rest, `  ${paint("faint", oneLine(id))}`];
      const found = wrap(oneLine(snippet), width).map((line) => `  ${line}`);
      return [...lines, ...found].map((line) => `${line}\n`).join("");
    })
    .join("\n");
}
