/** The part of regular expressions that the knowledge uses, as a tree. Runs when the build compiles. */
export type PatternNode =
  | { readonly kind: "char"; readonly char: string }
  /** One character of several: a class or an escape such as `\d`. */
  | { readonly kind: "set"; readonly source: string }
  /** No character at all: `\b`, `^`, `$`. */
  | { readonly kind: "edge"; readonly source: string }
  /** Opened by `(`, `(?:` or a look-around such as `(?!`. */
  | { readonly kind: "group"; readonly open: string; readonly options: readonly Sequence[] }
  | {
      readonly kind: "repeat";
      readonly node: PatternNode;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
    };
export type Sequence = readonly PatternNode[];

const TOKEN =
  /\\u[\da-f]{4}|\\.|\[(?:\\.|[^\]\\])*\]|\(\?<?[=!]|\(\?:|\(|\)|\||[*+?]\??|\{\d+(?:,\d*)?\}\??|\^|\$|\.|[^\\()[\]{}|*+?^$.]/gisuy;

/** Throws a SyntaxError where the pattern is none or uses what is not known here. */
export function parsePattern(source: string): readonly Sequence[] {
  // Also refuses what a lenient parser would take for a literal.
  void new RegExp(source, "u");
  const tokens = source.match(TOKEN) ?? [];
  if (tokens.join("") !== source) throw new SyntaxError(`cannot read all of ${source}`);
  return parseOptions(tokens.values());
}

function parseOptions(tokens: Iterator<string>): readonly Sequence[] {
  const options: Sequence[] = [];
  let sequence: PatternNode[] = [];
  for (
    let { done, value } = tokens.next();
    !done && value !== ")";
    { done, value } = tokens.next()
  ) {
    if (value === "|") {
      options.push(sequence);
      sequence = [];
      continue;
    }
    sequence.push(REPEAT.test(value) ? repeat(sequence.pop(), value) : parseAtom(value, tokens));
  }
  return [...options, sequence];
}

const REPEAT = /^(?:[*+?]\??|\{\d.*)$/su;

function repeat(node: PatternNode | undefined, quantifier: string): PatternNode {
  if (node) return { kind: "repeat", node, ...boundsOf(quantifier) };
  throw new SyntaxError(`nothing that ${quantifier} could repeat: named groups are not known here`);
}

function boundsOf(quantifier: string): { min: number; max: number; lazy: boolean } {
  const lazy = quantifier.length > 1 && quantifier.endsWith("?");
  if (quantifier.startsWith("*")) return { min: 0, max: Infinity, lazy };
  if (quantifier.startsWith("+")) return { min: 1, max: Infinity, lazy };
  if (quantifier.startsWith("?")) return { min: 0, max: 1, lazy };
  const [min = "", max = min] = quantifier.replace(/[{}?]/gu, "").split(",");
  return { min: Number(min), max: max === "" ? Infinity : Number(max), lazy };
}

function parseAtom(token: string, tokens: Iterator<string>): PatternNode {
  if (token.startsWith("(")) {
    return { kind: "group", open: token, options: parseOptions(tokens) };
  }
  if (/^(?:\\b|\\B|\^|\$)$/u.test(token)) return { kind: "edge", source: token };
  if (/^(?:\\[dDwWsSu]|\[|\.$)/u.test(token)) return { kind: "set", source: token };
  return { kind: "char", char: token.replace(/^\\/u, "") };
}

export function printPattern(options: readonly Sequence[]): string {
  return options.map((sequence) => sequence.map(printNode).join("")).join("|");
}

function printNode(node: PatternNode): string {
  switch (node.kind) {
    case "char":
      return node.char.replace(/[\\()[\]{}|*+?^$./]/u, String.raw`\$&`);
    case "group":
      return `${node.open}${printPattern(node.options)})`;
    case "repeat":
      return `${printNode(node.node)}${printBounds(node)}`;
    case "set":
    case "edge":
      return node.source;
  }
}

function printBounds({ min, max, lazy }: { min: number; max: number; lazy: boolean }): string {
  const range = min === max ? `${min}` : `${min},${max === Infinity ? "" : max}`;
  const bounds = min === 0 && max === 1 ? "?" : `{${range}}`;
  return `${bounds}${lazy ? "?" : ""}`;
}
