import { displayWidth } from "./display-width.ts";
import { unpainted, type Mark, type Paint } from "./paint.ts";
import { oneLine } from "./terminal-text.ts";
import { wrapAtMost } from "./wrap.ts";

/** A paragraph of the terminal: a label that stands out to the left, and foreign text beside it. */
export interface Entry {
  readonly label?: string;
  readonly text: string;
  readonly mark?: Mark;
  /** Columns from the left where the text begins. */
  readonly indent?: number;
  readonly maxLines?: number;
}

export interface EntryView {
  readonly columns: number;
  readonly paint?: Paint;
}

/** Lines of at most `columns`, the first one with the label, the others below its text. */
export function renderEntry(entry: Entry, { columns, paint = unpainted }: EntryView): string[] {
  const { label = "", text, mark, indent = label.length + 1, maxLines = 2 } = entry;
  const lines = wrapAtMost(oneLine(text), Math.max(1, columns - indent), maxLines);
  return lines.map((line, index) => {
    const margin = " ".repeat(indent);
    const painted = mark ? paint(mark, line) : line;
    if (index > 0 || label === "") return margin + painted;
    const gap = " ".repeat(Math.max(1, indent - displayWidth(label)));
    return paint("faint", label) + gap + painted;
  });
}
