import type {
  Hazard,
  HazardFile,
  HazardIndex,
  HazardText,
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
  const terms = new Map<string, number>();
  const numberOf = (term: string): number => {
    const key = stemsOf(term);
    const known = terms.get(key) ?? terms.size;
    terms.set(key, known);
    return known;
  };
  const numbersOf = (words: readonly string[]) => [...new Set(words.map(numberOf))];
  const triggers = hazards.map(
    ({ id, persona, priority, presupposes, modes, action, object, actor, condition, unless }) => ({
      id,
      persona,
      priority,
      presupposes,
      ...(modes && { modes }),
      action: numbersOf(action),
      object: numbersOf(object),
      actor: numbersOf(actor),
      condition: numbersOf(condition),
      unless: numbersOf(unless),
    }),
  );
  const names = [...terms.keys()];
  const listed = names.map(
    (_name, term) =>
      triggers.filter(({ action, object }) => action.includes(term) || object.includes(term))
        .length,
  );
  return {
    index: {
      terms: names,
      telling: names.map((name, at) => tellingOf(name, listed[at] ?? 0)),
      triggers,
      lexicon,
    },
    texts: Object.fromEntries(hazards.map((hazard) => [hazard.id, textOf(hazard)])),
  };
}

/** The hazards of a file with `@name` replaced by the words of that list. */
export function expandLists({ lists, hazards }: HazardFile): readonly Hazard[] {
  const expand = (terms: readonly string[]): string[] =>
    terms.flatMap((term) => (term.startsWith("@") ? expand(lists[term.slice(1)] ?? []) : [term]));
  return hazards.map((hazard) => ({
    ...hazard,
    action: expand(hazard.action),
    object: expand(hazard.object),
    actor: expand(hazard.actor),
    condition: expand(hazard.condition),
    unless: expand(hazard.unless),
  }));
}

const stemsOf = (term: string): string => tokenize(term).map(keyOf).join(" ");

/** A word that many hazards list says little; several words together say much. */
function tellingOf(stems: string, listed: number): number {
  const common = Math.min(1, Math.max(0, Math.log2(Math.max(listed, 1) / FEW) * PER_DOUBLING));
  const telling = stems.includes(" ") ? 1 - common / 2 : 1 - common;
  return Math.round(telling * 100) / 100;
}

const FEW = 3;
const PER_DOUBLING = 0.2;

function textOf(hazard: Hazard): HazardText {
  const { id, persona, title, why, done, type, priority, effort, references } = hazard;
  return { id, persona, title, why, done, type, priority, effort, references };
}
