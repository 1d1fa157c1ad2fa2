import { cellsOf } from "./document-lines.ts";
import { sha256 } from "./hash.ts";

const MARK = /\r?\n?<!-- facts ([0-9a-f]{12}) -->\s*$/;

/**
 * A document with facts in one of its regions, at their latest. As long as nobody else has written
 * there, they replace those of before; after that they only fill in what is still to be filled, row by
 * row and cell by cell. A document without the region stays as it is.
 */
export function writeFacts(document: string, name: string, facts: string): string {
  const region = new RegExp(
    `(<!-- region: ${name} -->[ \\t]*\\r?\\n)([\\s\\S]*?)(<!-- endregion -->)`,
  );
  if (facts === "") return document;
  return document.replace(region, (_whole, start: string, content: string, end: string) => {
    const ending = start.endsWith("\r\n") ? "\r\n" : "\n";
    const own = content.replaceAll("\r\n", "\n").trimEnd();
    // Facts that leave something to people never take the place of the whole.
    const isWhole = !facts.includes("[[fill:") && (isOurs(own) || isUntouched(own, facts));
    const text = isWhole ? marked(facts) : fillIn(own, facts);
    return `${start}${text.replaceAll("\n", ending)}${ending}${end}`;
  });
}

function marked(facts: string): string {
  return `${facts}\n<!-- facts ${markOf(facts)} -->`;
}

function markOf(facts: string): string {
  return sha256(facts).slice(0, 12);
}

function isOurs(content: string): boolean {
  const [, mark] = MARK.exec(content) ?? [];
  return mark === markOf(content.replace(MARK, ""));
}

/** Where every entry is one that is still to be filled, or says nothing else than ours. */
function isUntouched(content: string, facts: string): boolean {
  const fresh = new Map(entriesOf(facts).map((entry) => [entry.key, entry.cells]));
  return entriesOf(content).every(({ key, cells }) =>
    cells.every((cell, index) => isOpen(cell) || cell === "" || cell === fresh.get(key)?.[index]),
  );
}

interface Entry {
  readonly line: string;
  /** An id, or the label of a point. */
  readonly key: string;
  readonly cells: readonly string[];
}

/** Rows below the head of a table, and points with a label. */
function entriesOf(content: string): readonly Entry[] {
  const lines = content.replace(MARK, "").split("\n");
  return lines.flatMap((line, index) => {
    const [, label, text] = /^- \*\*([^*]+):\*\* (.*)$/.exec(line) ?? [];
    if (label !== undefined && text !== undefined) return [{ line, key: label, cells: [text] }];
    const [first, ...cells] = cellsOf(line);
    const isHead = first === undefined || /^-+:?$/.test(first) || isRule(lines[index + 1]);
    return isHead ? [] : [{ line, key: keyOf(first), cells }];
  });
}

function isRule(line = ""): boolean {
  return /^\|(?:\s*:?-+:?\s*\|)+\s*$/.test(line);
}

/** "FR-1 opens a return" is known by its id; what has none, by all that it says. */
function keyOf(cell: string): string {
  return /^[A-Z]{1,8}-\d+\b/.exec(cell)?.[0] ?? (isOpen(cell) ? "" : cell);
}

function isOpen(cell: string): boolean {
  return cell.startsWith("[[fill:");
}

function fillIn(content: string, facts: string): string {
  const fresh = entriesOf(facts);
  const own = entriesOf(content);
  const known = new Set(own.map(({ key }) => key));
  const lines = content.replace(MARK, "").split("\n");
  const filled = lines.map((line) => {
    const entry = own.find((one) => one.line === line);
    const fact = entry && fresh.find(({ key }) => key === entry.key);
    return entry && fact ? withCells(entry, fact) : line;
  });
  const added = fresh.filter(({ key }) => !known.has(key)).map(({ line }) => line);
  return [...filled, ...added].join("\n");
}

function withCells({ line, cells }: Entry, fact: Entry): string {
  return cells.reduce((text, cell, index) => {
    const value = fact.cells[index];
    return isOpen(cell) && value !== undefined ? text.replace(cell, () => value) : text;
  }, line);
}
