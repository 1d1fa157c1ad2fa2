import { displayWidth } from "./display-width.ts";
import { oneLine } from "./terminal-text.ts";
import { clip } from "./wrap.ts";

export interface TableColumn {
  readonly title: string;
  /** Figures go right. */
  readonly align?: "left" | "right";
  /** The column that gives way when the terminal is narrow; text that does not fit ends in "...". */
  readonly flexible?: boolean;
}

export interface TableView {
  /** Columns of the terminal; unlimited when absent, as for a pipe. */
  readonly columns?: number | undefined;
}

const GAP = "  ";
const NARROWEST = 8;

/**
 * A plain table for the terminal: a header, one line per row, columns aligned by display width.
 * Cells are foreign text and are made safe here. Ends in a newline; no rows give an empty text.
 */
export function renderTable(
  rows: readonly (readonly string[])[],
  columns: readonly TableColumn[],
  view: TableView = {},
): string {
  if (rows.length === 0) return "";
  const header = columns.map(({ title }) => title);
  const body = rows.map((row) => columns.map((_column, index) => oneLine(row[index] ?? "")));
  const widths = fit(naturalWidths([header, ...body]), columns, view.columns);
  return [header, ...body]
    .map((row) => row.map((cell, index) => pad(cell, widths[index] ?? 0, columns[index]?.align)))
    .map((cells) => `${cells.join(GAP).trimEnd()}\n`)
    .join("");
}

function naturalWidths(rows: readonly (readonly string[])[]): number[] {
  const [header = []] = rows;
  return header.map((_title, index) =>
    Math.max(...rows.map((row) => displayWidth(row[index] ?? ""))),
  );
}

function fit(widths: number[], columns: readonly TableColumn[], available = Infinity): number[] {
  const used = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  const excess = used - available;
  const flexible = columns.findIndex((column) => column.flexible);
  if (excess <= 0 || flexible < 0) return widths;
  return widths.map((width, index) =>
    index === flexible ? Math.min(width, Math.max(NARROWEST, width - excess)) : width,
  );
}

function pad(cell: string, width: number, align: TableColumn["align"]): string {
  const text = clip(cell, width);
  const space = " ".repeat(Math.max(0, width - displayWidth(text)));
  return align === "right" ? space + text : text + space;
}
