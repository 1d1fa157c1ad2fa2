import type { Token } from "./tokens.ts";
import { tokenize } from "./tokens.ts";

/** A term of the knowledge, taken apart once. */
interface Term {
  readonly words: readonly TermWord[];
}

interface TermWord {
  readonly kind: "stem" | "prefix" | "exact";
  readonly value: string;
}

const parsed = new Map<string, Term>();

/** The knowledge is finite, so what was taken apart is kept. */
export function parseTerm(source: string): Term {
  const known = parsed.get(source);
  if (known) return known;
  const words = source
    .split(/[\s/-]+/)
    .filter((word) => word !== "")
    .map((word) => parseWord(word));
  const term = { words };
  parsed.set(source, term);
  return term;
}

function parseWord(word: string): TermWord {
  if (word.startsWith("=")) return { kind: "exact", value: word.slice(1) };
  if (word.endsWith("*")) return { kind: "prefix", value: word.slice(0, -1).toLowerCase() };
  return { kind: "stem", value: tokenize(word)[0]?.stem ?? word.toLowerCase() };
}

/** Where a term stands among the tokens of one sentence. */
export interface TermPlace {
  /** First and last token, by index. */
  readonly from: number;
  readonly to: number;
}

/** The first place of a term. Between two of its words at most two others may stand. */
export function findTerm(source: string, tokens: readonly Token[]): TermPlace | undefined {
  const { words } = parseTerm(source);
  for (let from = 0; from < tokens.length; from += 1) {
    const to = matchFrom(words, tokens, from);
    if (to !== undefined) return { from, to };
  }
  return undefined;
}

function matchFrom(
  words: readonly TermWord[],
  tokens: readonly Token[],
  from: number,
): number | undefined {
  let at = from;
  for (const [index, word] of words.entries()) {
    const last = index === 0 ? at : at + 1 + MOST_BETWEEN;
    const start = index === 0 ? at : at + 1;
    let found: number | undefined;
    for (let place = start; place <= last && found === undefined; place += 1) {
      const token = tokens[place];
      if (token && fits(word, token)) found = place;
    }
    if (found === undefined) return undefined;
    at = found;
  }
  return at;
}

const MOST_BETWEEN = 2;

function fits({ kind, value }: TermWord, token: Token): boolean {
  switch (kind) {
    case "stem":
      return token.stem === value;
    case "prefix":
      return token.lower.startsWith(value);
    case "exact":
      return token.text === value;
  }
}
