import { tokenize } from "./tokens.ts";

/** A word of a term, and how it is compared. */
export interface TermWord {
  readonly kind: "stem" | "prefix" | "exact" | "word";
  readonly value: string;
}

const parsed = new Map<string, readonly TermWord[]>();

/** The words of a term (schema/playbook.ts says how it is written). Each is taken apart once. */
export function parseTerm(source: string): readonly TermWord[] {
  const known = parsed.get(source);
  if (known) return known;
  const words = source.split(/[\s/-]+/).flatMap((word) => (word === "" ? [] : [parseWord(word)]));
  parsed.set(source, words);
  return words;
}

/** The term with its stems found: `~loan` stands for whatever has the stem `loan`. */
export function readyTerm(source: string): string {
  return parseTerm(source)
    .map(({ kind, value }) => `${MARKS[kind][0]}${value}${MARKS[kind][1]}`)
    .join(" ");
}

const MARKS = { stem: ["~", ""], prefix: ["", "*"], exact: ["=", ""], word: ["+", ""] } as const;

function parseWord(word: string): TermWord {
  if (word.startsWith("~")) return { kind: "stem", value: word.slice(1) };
  if (word.startsWith("+")) return { kind: "word", value: word.slice(1).toLowerCase() };
  if (word.startsWith("=")) return { kind: "exact", value: word.slice(1) };
  if (word.endsWith("*")) return { kind: "prefix", value: word.slice(0, -1).toLowerCase() };
  return { kind: "stem", value: tokenize(word)[0]?.stem ?? word.toLowerCase() };
}
