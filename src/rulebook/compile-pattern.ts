import type { Choice, CompiledPattern } from "../schema/knowledge.ts";
import { parsePattern, type PatternNode, printPattern, type Sequence } from "./pattern-syntax.ts";

/** What stands for "any number": the longest word that a pattern may skip. */
const LONGEST_RUN = 30;
/** A word of one character occurs everywhere and filters nothing. */
const SHORTEST_WORD = 2;

/**
 * Bounds every repetition, which keeps matching linear in the length of the text whatever the text is,
 * and takes the pattern apart at its largest alternation. Throws SyntaxError where it is no pattern.
 */
export function compilePattern(source: string): CompiledPattern {
  const options = parsePattern(source).map(boundSequence);
  const [only, ...others] = options;
  const alternation = only && others.length === 0 ? largestAlternation(only) : undefined;
  const { before, inner, after } = alternation ?? { before: [], inner: options, after: [] };
  return {
    before: printPattern([before]),
    choices: inner.map((option) => choiceOf([...before, ...option, ...after], option)),
    after: printPattern([after]),
  };
}

interface Alternation {
  readonly before: Sequence;
  readonly inner: readonly Sequence[];
  readonly after: Sequence;
}

/** The plain group with the most alternatives, and what stands around it. */
function largestAlternation(sequence: Sequence): Alternation | undefined {
  return sequence
    .flatMap((node, at) =>
      node.kind === "group" && node.open === "(?:"
        ? [{ before: sequence.slice(0, at), inner: node.options, after: sequence.slice(at + 1) }]
        : [],
    )
    .toSorted((a, b) => b.inner.length - a.inner.length)
    .at(0);
}

function choiceOf(whole: Sequence, option: Sequence): Choice {
  const source = printPattern([option]);
  const words = needed(whole) ?? [];
  return words.length === 1 && words[0] === source ? source : { source, words };
}

function boundSequence(sequence: Sequence): Sequence {
  return sequence.map(boundNode);
}

function boundNode(node: PatternNode): PatternNode {
  if (node.kind === "group") return { ...node, options: node.options.map(boundSequence) };
  if (node.kind !== "repeat") return node;
  return { ...node, node: boundNode(node.node), max: Math.min(node.max, node.min + LONGEST_RUN) };
}

/** Words of which one occurs in everything that the sequence matches; undefined where it has none. */
function needed(sequence: Sequence): readonly string[] | undefined {
  const found: (readonly string[] | undefined)[] = [];
  let run = "";
  for (const node of sequence) {
    if (node.kind === "char") {
      run += node.char;
    } else if (node.kind !== "edge") {
      found.push([run], neededByNode(node));
      run = "";
    }
  }
  found.push([run]);
  return found.reduce((best, words) => (worth(words) > worth(best) ? words : best), undefined);
}

function neededByNode(node: PatternNode): readonly string[] | undefined {
  if (node.kind === "repeat") return node.min > 0 ? needed([node.node]) : undefined;
  // A look-around is no part of the match, so its words need not occur in it.
  if (node.kind !== "group" || /^\(\?[<=!]/u.test(node.open)) return undefined;
  const words = node.options.map(needed);
  return words.every((some) => some !== undefined) ? [...new Set(words.flat())] : undefined;
}

/** The shortest word decides how often a filter lets a text pass. */
function worth(words: readonly string[] | undefined): number {
  const shortest = Math.min(...(words ?? [""]).map(({ length }) => length));
  return shortest < SHORTEST_WORD ? 0 : shortest;
}
