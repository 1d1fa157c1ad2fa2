import type {
  Hazard,
  HazardFile,
  HazardIndex,
  HazardText,
  HazardTrigger,
  LexiconSource,
} from "../../schema/hazard.ts";
import { tokenize } from "../playbook/tokens.ts";
import { keyOf } from "./occurrences.ts";

/** What of the hazards is looked at for every description, and what is said, by id. */
export interface CompiledHazards {
  readonly index: HazardIndex;
  readonly texts: Readonly<Record<string, HazardText>>;
}

export function compileHazards(
  files: readonly HazardFile[],
  lexicon: LexiconSource,
): CompiledHazards {
  const hazards = files.flatMap(expandLists);
  const numberOf = createNumbering();
  const parts = hazards.map((hazard) => ({
    object: hazard.object.map(numberOf),
    trigger: triggerOf(hazard, numberOf),
  }));
  const terms = [...numberOf.known.keys()];
  return {
    index: {
      terms,
      starts: startsOf(terms),
      byObject: terms.map((_term, number) =>
        parts.flatMap(({ object }, at) => (object.includes(number) ? [at] : [])),
      ),
      telling: terms.map((term, number) => {
        const users = parts.filter(({ object, trigger: { action, condition = [] } }) =>
          [action, object, condition].some((list) => list.includes(number)),
        );
        return tellingOf(term, users.length);
      }),
      triggers: parts.map(({ trigger }) => trigger),
      lexicon,
    },
    texts: Object.fromEntries(hazards.map((hazard) => [hazard.id, textOf(hazard)])),
  };
}

/** The hazards of a file with `@name` replaced by the words of that list. */
export function expandLists({ lists, hazards }: HazardFile): readonly Hazard[] {
  const expand = (terms: readonly string[]): string[] =>
    terms.flatMap((term) => (term.startsWith("@") ? (lists[term.slice(1)] ?? []) : [term]));
  return hazards.map((hazard) => ({
    ...hazard,
    action: expand(hazard.action),
    object: expand(hazard.object),
    actor: expand(hazard.actor),
    condition: expand(hazard.condition),
    unless: expand(hazard.unless),
  }));
}

interface Numbering {
  (term: string): number;
  /** Terms as stems, in the order of their numbers. */
  readonly known: ReadonlyMap<string, number>;
}

function createNumbering(): Numbering {
  const known = new Map<string, number>();
  const numberOf = (term: string): number => {
    const key = tokenize(term).map(keyOf).join(" ");
    const number = known.get(key) ?? known.size;
    known.set(key, number);
    return number;
  };
  return Object.assign(numberOf, { known });
}

function triggerOf(hazard: Hazard, numberOf: (term: string) => number): HazardTrigger {
  const { id, presupposes, modes } = hazard;
  const numbers = (words: readonly string[]): readonly number[] => [
    ...new Set(words.map(numberOf)),
  ];
  return {
    id,
    action: numbers(hazard.action),
    ...(hazard.actor.length > 0 && { actor: numbers(hazard.actor) }),
    ...(hazard.condition.length > 0 && { condition: numbers(hazard.condition) }),
    ...(hazard.unless.length > 0 && { unless: numbers(hazard.unless) }),
    ...(presupposes.length > 0 && { presupposes }),
    ...(modes && { modes }),
  };
}

function startsOf(terms: readonly string[]): Record<string, number[]> {
  const starts = new Map<string, number[]>();
  for (const [number, term] of terms.entries()) {
    const first = term.slice(0, `${term} `.indexOf(" "));
    starts.set(first, [...(starts.get(first) ?? []), number]);
  }
  return Object.fromEntries(starts);
}

/** A word that many hazards list says little; several words together say much. */
function tellingOf(term: string, users: number): number {
  const common = Math.min(1, Math.max(0, Math.log2(users / FEW) * PER_DOUBLING));
  const telling = term.includes(" ") ? 1 - common / 2 : 1 - common;
  return Math.round(telling * 100) / 100;
}

const FEW = 3;
const PER_DOUBLING = 0.2;

function textOf(hazard: Hazard): HazardText {
  const { id, persona, title, why, done, priority, effort, references } = hazard;
  return { id, persona, title, why, done, priority, effort, references };
}
