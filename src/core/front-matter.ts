import { type FlowValue, readFlowValue } from "./flow-value.ts";

/** The keys that were asked for, where they are there. */
export type FrontMatter = ReadonlyMap<string, FrontMatterEntry>;

export interface FrontMatterEntry {
  readonly value: FlowValue;
  /** Counted from 1: the line of the key, then those of its members, where they have their own. */
  readonly lines: readonly [number, ...number[]];
}

/** Why front matter cannot be read: `message` ends a sentence that begins with the place. */
export class FrontMatterFault extends Error {
  override readonly name = "FrontMatterFault";
  readonly line: number;

  constructor(line: number, problem: string) {
    super(problem);
    this.line = line;
  }
}

/**
 * Reads what stands between the two `---` at the top of a document, in the part of YAML that our own
 * front matter is written in: `key: value`, and lists with a line per member. Not with the yaml
 * package, because a thousand tickets are listed at once and every fault must have its line. Keys
 * that are not asked for may hold any YAML. Throws FrontMatterFault.
 */
export function readFrontMatter(text: string, keys: readonly string[]): FrontMatter {
  const entries = new Map<string, [Line, ...Line[]]>();
  let current: Line[] | undefined;
  for (const line of frontMatterLines(text)) {
    if (/^\s*(?:#|$)/.test(line.text)) continue;
    const key = /^([A-Za-z_][\w-]*):(?=\s|$)/.exec(line.text)?.[1];
    if (key !== undefined) {
      if (entries.has(key)) throw new FrontMatterFault(line.number, `has ${key} a second time`);
      const lines: [Line] = [line];
      entries.set(key, lines);
      current = lines;
    } else if (current && /^(?:\s|-\s)/.test(line.text)) current.push(line);
    else throw new FrontMatterFault(line.number, strangeLine(line.text));
  }
  return new Map(
    [...entries]
      .filter(([key]) => keys.includes(key))
      .map(([key, lines]) => [key, readEntry(key, lines)]),
  );
}

interface Line {
  readonly number: number;
  readonly text: string;
}

function frontMatterLines(text: string): readonly Line[] {
  const whole = text.replace(/^\uFEFF/, "");
  // What follows it may be long, and is not split into lines.
  const end = /\r?\n---[^\S\n]*(?:\n|$)/.exec(whole)?.index;
  const [first, ...rest] = whole.slice(0, end).split(/\r?\n/);
  if (!/^---\s*$/.test(String(first))) {
    throw new FrontMatterFault(1, "is not ---, which begins front matter");
  }
  if (end === undefined) {
    throw new FrontMatterFault(1, "begins front matter, and no second --- ends it");
  }
  return rest.map((line, index) => ({ number: index + 2, text: line }));
}

function strangeLine(text: string): string {
  return /^(?:<{7}|={7}|>{7})/.test(text)
    ? "belongs to a merge conflict that is not resolved"
    : "is not of the form key: value";
}

function readEntry(key: string, [first, ...rest]: readonly [Line, ...Line[]]): FrontMatterEntry {
  const value = readAt(first, first.text.slice(key.length + 1));
  if (rest.length === 0) return { value, lines: [first.number] };
  const members = rest.map((line) => {
    const member = /^\s*-\s(.*)$/.exec(line.text)?.[1];
    if (member !== undefined && value === null) return readAt(line, member);
    throw new FrontMatterFault(line.number, `does not belong below ${key}`);
  });
  return { value: members, lines: [first.number, ...rest.map(({ number }) => number)] };
}

function readAt(line: Line, text: string): FlowValue {
  return readFlowValue(text, (problem) => {
    throw new FrontMatterFault(line.number, problem);
  });
}
