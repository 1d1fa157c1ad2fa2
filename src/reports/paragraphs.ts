import { displayWidth } from "./display-width.ts";
import { wrap } from "./wrap.ts";

const INDENT = "  ";
const GAP = "  ";
/** Nobody reads on a narrower terminal. */
const NARROWEST = 12;

/**
 * For a terminal that is too narrow for a table: of each paragraph the first cell on a line of its
 * own, the others indented below it, as many as fit on a line and each whole where it can be.
 */
export function renderParagraphs(
  paragraphs: readonly (readonly string[])[],
  available: number = Infinity,
): string {
  const columns = Math.max(NARROWEST, available);
  return paragraphs
    .flatMap(([head = "", ...cells]) => [
      ...wrap(head, columns),
      ...fillLines(cells, columns - INDENT.length).map((line) => INDENT + line),
    ])
    .map((line) => `${line}\n`)
    .join("");
}

function fillLines(cells: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const cell of cells) {
    const longer = line === "" ? cell : `${line}${GAP}${cell}`;
    if (displayWidth(longer) <= columns) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    const wrapped = wrap(cell, columns);
    line = wrapped.pop() ?? "";
    lines.push(...wrapped);
  }
  return line === "" ? lines : [...lines, line];
}
