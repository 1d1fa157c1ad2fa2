import type { Condition } from "../schema/rule.ts";

export interface Sentence {
  readonly text: string;
  /** Offset in the description. */
  readonly start: number;
}

/** Words of the description that show something. */
export interface Match {
  /** Exact substring of the description. */
  readonly quote: string;
  /** Offset in the description. */
  readonly start: number;
  /** Counted from 1. */
  readonly sentence: number;
}

/** A match as it is shown. */
export type Quote = Pick<Match, "quote" | "sentence">;

export interface Amount extends Match {
  /** In the unit of the quantity: bytes, milliseconds, days and so on. */
  readonly value: number;
  /** As written: "$", "weeks". */
  readonly unit?: string;
}

/** What was understood of a description. Maps hold signals and quantities in the order of the knowledge. */
export interface Reading {
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly present: ReadonlyMap<string, readonly Match[]>;
  /** Ruled out by the description ("no payments"); may be present elsewhere too, which is a contradiction. */
  readonly excluded: ReadonlyMap<string, readonly Match[]>;
  readonly quantities: ReadonlyMap<string, Amount>;
  readonly words: number;
  /** Share of the words that are common English ones. */
  readonly english: number;
  /** Ids of the kinds of feature that it is of (playbook/), surest first. */
  readonly kinds: readonly string[];
  /** Ids of the open questions that what it is of answers: nobody meets a protocol on a screen. */
  readonly settled: readonly string[];
}

/** What a condition is tested against. */
export interface Situation {
  readonly reading: Reading;
  /** Established by recommendations that were kept. */
  readonly facts: ReadonlySet<string>;
}

/** Whether all that the condition asks for is so. */
export function holds(condition: Condition, { reading, facts }: Situation): boolean {
  const { present, quantities } = reading;
  return (
    fits({ all: condition.all, any: condition.any, none: condition.none }, present) &&
    fits({ any: condition.andAny }, present) &&
    factsHold(condition, facts) &&
    Object.entries(condition.quantities ?? {}).every(([id, bounds]) =>
      lies(quantities.get(id)?.value, bounds),
    ) &&
    !(condition.missing ?? []).some((id) => present.has(id) || quantities.has(id))
  );
}

/** Whether the facts that a condition asks for are established. */
export function factsHold(condition: Condition, facts: ReadonlySet<string>): boolean {
  return fits({ all: condition.facts, any: condition.anyFacts, none: condition.noFacts }, facts);
}

interface Choice {
  readonly all?: readonly string[] | undefined;
  readonly any?: readonly string[] | undefined;
  readonly none?: readonly string[] | undefined;
}

function fits({ all = [], any, none = [] }: Choice, known: { has(id: string): boolean }): boolean {
  return (
    all.every((id) => known.has(id)) &&
    (any === undefined || any.some((id) => known.has(id))) &&
    !none.some((id) => known.has(id))
  );
}

interface Bounds {
  readonly gte?: number | undefined;
  readonly lt?: number | undefined;
}

function lies(value: number | undefined, { gte = -Infinity, lt = Infinity }: Bounds): boolean {
  return value !== undefined && value >= gte && value < lt;
}
