import { mergeLines } from "./merge-lines.ts";

export interface DocumentSides {
  /** What the program wrote last. */
  readonly base: string;
  /** What people made of it. */
  readonly own: string;
  /** What the program would write now. */
  readonly fresh: string;
}

export interface MergedDocument {
  readonly text: string;
  readonly conflicts: readonly DocumentConflict[];
}

/** Lines that people and the program have both changed since, differently. */
export interface DocumentConflict {
  /** Of the mark that begins it in the merged text, counted from 1. */
  readonly line: number;
  readonly own: readonly string[];
  readonly fresh: readonly string[];
}

// core/ticket-open.ts counts the first of them as something to do.
const OWN = "<!-- conflict: as it was written -->";
const FRESH = "<!-- conflict: as it would be now -->";
const END = "<!-- end of conflict -->";

/**
 * The document with what is new in it and every line that people wrote, which keep their line endings
 * and the order among themselves. What cannot be settled stands there twice, between marks.
 */
export function mergeDocument({ base, own, fresh }: DocumentSides): MergedDocument {
  const ending = own.includes("\r\n") ? "\r" : "";
  // The last line has no ending, and need not stay the last one.
  const raw = `${own}${ending}`.split("\n");
  const lines: string[] = [];
  const conflicts: DocumentConflict[] = [];
  for (const part of mergeLines(linesOf(base), linesOf(own), linesOf(fresh))) {
    const kept = part.kind === "new" ? [] : raw.slice(part.from, part.to);
    const come = part.kind === "own" ? [] : part.lines.map((line) => line + ending);
    if (part.kind === "conflict") {
      conflicts.push({ line: lines.length + 1, own: kept.map(bare), fresh: part.lines });
      lines.push(OWN + ending, ...kept, FRESH + ending, ...come, END + ending);
    } else lines.push(...kept, ...come);
  }
  return { text: lines.join("\n").replace(/\r$/, ""), conflicts };
}

/** The same without marks: what cannot be settled stays as people wrote it. */
export function mergeKeepingOwn({ base, own, fresh }: DocumentSides): string {
  const ending = own.includes("\r\n") ? "\r" : "";
  const raw = `${own}${ending}`.split("\n");
  const lines = mergeLines(linesOf(base), linesOf(own), linesOf(fresh)).flatMap((part) =>
    part.kind === "new" ? part.lines.map((line) => line + ending) : raw.slice(part.from, part.to),
  );
  return lines.join("\n").replace(/\r$/, "");
}

function linesOf(text: string): readonly string[] {
  return text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .map(bare);
}

function bare(line: string): string {
  return line.replace(/\r$/, "");
}
