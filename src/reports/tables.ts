import { displayWidth } from "./display-width.ts";
import { renderParagraphs } from "./paragraphs.ts";
import { oneLine } from "./terminal-text.ts";
import { clip } from "./wrap.ts";

export interface TableColumn {
  readonly title: string;
  /** Figures go right. */
  readonly align?: "left" | "right";
  /** The column that gives way when the terminal is narrow; text that does not fit ends in "...". */
  readonly flexible?: boolean;
  /** Its cells say nothing without the title, as "yes" does; figures never do. */
  readonly titled?: boolean;
}

export interface TableView {
  /** Columns of the terminal; unlimited when absent, as for a pipe. */
  readonly columns?: number | undefined;
}

const GAP = "  ";
/** A flexible column that would get less shows only beginnings of words. */
const NARROWEST = 16;

/**
 * A plain table for the terminal: a header, one line per row, columns aligned by display width.
 * Where the terminal is too narrow for that, each row is a paragraph. Cells are foreign text and
 * are made safe here. Ends in a newline; no rows give an empty text.
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
  if (widths === undefined) return renderParagraphs(paragraphsOf(body, columns), view.columns);
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

/** The widths at which the table fits; undefined where it cannot. */
function fit(
  widths: number[],
  columns: readonly TableColumn[],
  available = Infinity,
): number[] | undefined {
  const used = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  const excess = used - available;
  if (excess <= 0) return widths;
  const room = columns.map(({ flexible }, index) => (flexible ? (widths[index] ?? 0) - excess : 0));
  if (Math.max(...room) < NARROWEST) return undefined;
  return widths.map((width, index) => (columns[index]?.flexible ? width - excess : width));
}

/** What a row is about first, then its other cells, with their titles where they need them. */
function paragraphsOf(
  rows: readonly (readonly string[])[],
  columns: readonly TableColumn[],
): string[][] {
  const head = columns.findIndex(({ align }) => align !== "right");
  const others = columns.flatMap((column, index) => (index === head ? [] : [{ column, index }]));
  return rows.map((row) => [
    row[head] ?? "",
    ...others.flatMap(({ column: { title, align, titled }, index }) => {
      const cell = row[index] ?? "";
      if (cell === "") return [];
      return titled || align === "right" ? `${title}: ${cell}` : cell;
    }),
  ]);
}

function pad(cell: string, width: number, align: TableColumn["align"]): string {
  const text = clip(cell, width);
  const space = " ".repeat(Math.max(0, width - displayWidth(text)));
  return align === "right" ? space + text : text + space;
}
