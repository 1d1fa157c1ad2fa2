import type { Knowledge, SignalsFile } from "../schema/knowledge.ts";
import { fillMacros } from "./compile.ts";
import { readDescription } from "./detect.ts";
import { repeated } from "./lint-persona.ts";
import { parsePattern, type PatternNode, type Sequence } from "./pattern-syntax.ts";

/** Patterns that cannot be compiled or could be slow. */
export function lintPatterns({
  signals,
  quantities,
  negation,
  macros,
}: SignalsFile): readonly string[] {
  const lint = (id: string, pattern: string) =>
    lintPattern(fillMacros(pattern, macros)).map((fault) => `${id}: ${fault} in ${pattern}`);
  const known = new Set(signals.map(({ id }) => id));
  const excepted = negation.exceptions.flatMap((exception) => exception.signals);
  const plain = [
    ...negation.negators,
    ...negation.headings,
    ...negation.exceptions.map(({ negator }) => negator),
  ];
  return [
    ...repeated(signals.map(({ id }) => id)).map((id) => `${id}: there are two signals of this id`),
    ...repeated(quantities.map(({ id }) => id)).map(
      (id) => `${id}: there are two quantities of this id`,
    ),
    ...signals.flatMap(({ id, patterns, exact, not }) => [
      ...(patterns.length + exact.length === 0 ? [`${id}: has no pattern; add one`] : []),
      ...[...patterns, ...not]
        .filter(isUpper)
        .map(
          (pattern) =>
            `${id}: capitals never match lower-cased text; write ${pattern} in lower case`,
        ),
      ...[...patterns, ...exact, ...not].flatMap((pattern) => lint(id, pattern)),
    ]),
    ...quantities.flatMap(({ id, patterns }) => patterns.flatMap((pattern) => lint(id, pattern))),
    ...plain.flatMap((pattern) => lint("negation", pattern)),
    ...excepted
      .filter((id) => !known.has(id))
      .map((id) => `negation: there is no signal ${id} to except`),
  ];
}

/** Escapes and macros may have capitals, words may not. */
function isUpper(pattern: string): boolean {
  return /\p{Lu}/u.test(pattern.replace(/\\.|\{[A-Z]+\}/gu, ""));
}

/** Whether each signal and quantity shows in its own examples, and only where it should. */
export function lintExamples(
  { signals, quantities }: SignalsFile,
  knowledge: Knowledge,
): readonly string[] {
  const read = (text: string) => readDescription(text, knowledge);
  return [
    ...signals.flatMap(({ id, hit, miss }) => [
      ...hit
        .filter((text) => !read(text).present.has(id))
        .map((text) => `${id}: does not show in its hit "${text}"`),
      ...miss
        .filter((text) => read(text).present.has(id))
        .map((text) => `${id}: shows in its miss "${text}"`),
    ]),
    ...quantities.flatMap(({ id, hit, miss }) => {
      const value = read(hit.text).quantities.get(id)?.value;
      return [
        ...(value === hit.value
          ? []
          : [`${id}: reads ${value ?? "nothing"} in "${hit.text}", not ${hit.value}`]),
        ...miss
          .filter((text) => read(text).quantities.has(id))
          .map((text) => `${id}: shows in its miss "${text}"`),
      ];
    }),
  ];
}

const LONGEST_MATCH = 1500;

function lintPattern(source: string): readonly string[] {
  if (/\{[A-Z]+\}/.test(source)) return ["there is no such macro"];
  let options: readonly Sequence[];
  try {
    options = parsePattern(source);
  } catch (error) {
    // A pattern that is none is what this looks for.
    return [String(error)];
  }
  const slow = options.some((sequence) => sequence.some(isAmbiguous));
  return [
    ...(slow ? ["a repetition within a repetition has no fixed character between rounds"] : []),
    ...(longest(options) > LONGEST_MATCH
      ? [`may match more than ${LONGEST_MATCH} characters`]
      : []),
  ];
}

/**
 * Whether a text can be split among the rounds of a repetition in many ways, which is where matching
 * becomes slow. A character that every round must have, outside its own repetitions, prevents it.
 */
function isAmbiguous(node: PatternNode): boolean {
  if (node.kind === "group") return node.options.some((option) => option.some(isAmbiguous));
  if (node.kind !== "repeat") return false;
  const { node: inner, max } = node;
  if (inner.kind !== "group" || max === 1) return isAmbiguous(inner);
  return inner.options.some(
    (option) => option.some(varies) && !option.some(({ kind }) => kind === "char"),
  );
}

function varies(node: PatternNode): boolean {
  if (node.kind === "group") return node.options.some((option) => option.some(varies));
  return node.kind === "repeat" && (node.min !== node.max || varies(node.node));
}

/** As bounded by the compiler. */
function longest(options: readonly Sequence[]): number {
  return Math.max(
    ...options.map((sequence) => sequence.reduce((sum, node) => sum + lengthOf(node), 0)),
  );
}

function lengthOf(node: PatternNode): number {
  switch (node.kind) {
    case "char":
    case "set":
      return 1;
    case "edge":
      return 0;
    case "group":
      return longest(node.options);
    case "repeat":
      return Math.min(node.max, node.min + 30) * lengthOf(node.node);
  }
}
