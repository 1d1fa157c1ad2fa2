import { displayWidth, takeColumns } from "./display-width.ts";

const ELLIPSIS = "...";

/** Lines of at most `columns`, broken between words; a word is cut only when it is longer than a line. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter(Boolean)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (displayWidth(longer) <= columns) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = cutWord(word, columns);
    line = pieces.pop() ?? "";
    lines.push(...pieces);
  }
  return line === "" ? lines : [...lines, line];
}

function cutWord(word: string, columns: number): string[] {
  const pieces: string[] = [];
  let rest = word;
  for (;;) {
    const piece = takeColumns(rest, columns) || firstCharacter(rest);
    if (piece === rest) return [...pieces, rest];
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
}

/** What readers take for one character can be made wider than any line; its parts cannot. */
function firstCharacter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}

/** At most `maxLines` lines; the last one says by "..." that there is more. */
export function wrapAtMost(text: string, columns: number, maxLines: number): string[] {
  // Each line takes its columns and one space; a longer beginning than this is never shown.
  const lines = wrap(takeColumns(text, (columns + 1) * (maxLines + 1)), columns);
  if (lines.length <= maxLines) return lines;
  const kept = lines.slice(0, maxLines);
  const last = kept.pop() ?? "";
  return [...kept, withEllipsis(last, columns)];
}

/** One line of at most `columns`, cut between words where one ends late enough. */
export function clip(text: string, columns: number): string {
  return takeColumns(text, columns) === text ? text : withEllipsis(text, columns);
}

function withEllipsis(text: string, columns: number): string {
  if (columns <= ELLIPSIS.length) return takeColumns(text, columns);
  const taken = takeColumns(text, columns - ELLIPSIS.length);
  const whole = taken === text || text[taken.length] === " ";
  const space = taken.lastIndexOf(" ");
  const cut = whole || space < taken.length / 2 ? taken : taken.slice(0, space);
  return `${cut.trimEnd()}${ELLIPSIS}`;
}
