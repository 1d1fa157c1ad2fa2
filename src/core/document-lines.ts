/** A line of a Markdown document that its reader sees, counted from 1. */
export interface DocumentLine {
  readonly line: number;
  readonly text: string;
}

/** The record at the top of a ticket's README. */
const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*(?=\r?\n|$)/;
const COMMENT = /<!--[\s\S]*?-->/g;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** A document, or its lines where somebody has read them already. */
export type DocumentText = string | readonly DocumentLine[];

export function linesOf(document: DocumentText): readonly DocumentLine[] {
  return typeof document === "string" ? documentLines(document) : document;
}

/** The lines without front matter, comments and fenced code, which say nothing to be checked. */
export function documentLines(text: string): readonly DocumentLine[] {
  const seen = text.replace(FRONT_MATTER, blank).replaceAll(COMMENT, blank);
  let fence: string | undefined;
  return seen.split(/\r?\n/).flatMap((line, index) => {
    const mark = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
      return [];
    }
    fence = mark;
    return mark === undefined ? [{ line: index + 1, text: line }] : [];
  });
}

/** The cells of a row of a table; nothing for any other line. */
export function cellsOf(text: string): readonly string[] {
  const row = /^\s*\|(.*)\|\s*$/.exec(text)?.[1];
  return row === undefined ? [] : row.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

function blank(text: string): string {
  return text.replaceAll(/[^\r\n]+/g, "");
}
