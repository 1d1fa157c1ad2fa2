import { type FlowValue, readFlowValue } from "../flow-value.ts";

/** A key with what stands on its line and below it, however often it is there. */
export interface Piece {
  readonly key: string;
  readonly lines: readonly [string, ...string[]];
}

export interface Pieces {
  readonly pieces: readonly Piece[];
  /** Comments, and what belongs to no key. */
  readonly others: readonly string[];
}

export function readPieces(lines: readonly string[]): Pieces {
  const pieces: { readonly key: string; readonly lines: [string, ...string[]] }[] = [];
  const others: string[] = [];
  for (const line of lines) {
    const key = /^([A-Za-z_][\w-]*):(?=\s|$)/.exec(line)?.[1];
    if (key !== undefined) pieces.push({ key, lines: [line] });
    else if (/^(?:\s|-\s)/.test(line) && line.trim() !== "") {
      const last = pieces.at(-1);
      if (last) last.lines.push(line);
      else others.push(line);
    } else if (line.trim() !== "") others.push(line);
  }
  return { pieces, others };
}

/** A value with the line that it is on, or the line alone where it cannot be read. */
export type Reading =
  | { readonly line: string; readonly value: FlowValue }
  | { readonly line: string; readonly value?: undefined };

/** The value on the line of the key; null where there is none. */
export function scalarOf({ key, lines: [first] }: Piece): Reading {
  return read(first, first.slice(key.length + 1));
}

/** What a list has, on the line of its key or below it. */
export function membersOf(piece: Piece): readonly Reading[] {
  const [first, ...rest] = piece.lines;
  const { value } = scalarOf(piece);
  const inline = Array.isArray(value)
    ? value.map((member: FlowValue) => ({ line: first, value: member }))
    : [];
  return [
    ...inline,
    ...(value === undefined ? [{ line: first }] : []),
    ...rest.map((line) => read(line, line.replace(/^\s*-\s/, ""))),
  ];
}

/** Why a value cannot be read was told already; here it is enough that it cannot. */
function read(line: string, text: string): Reading {
  try {
    return { line, value: readFlowValue(text, refuse) };
  } catch {
    return { line };
  }
}

function refuse(problem: string): never {
  throw new SyntaxError(problem);
}
