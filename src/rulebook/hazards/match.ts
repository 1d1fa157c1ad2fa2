import type { HazardIndex, HazardTrigger } from "../../schema/hazard.ts";
import type { Scene } from "../playbook/scene.ts";
import { type ScopedSentence, speaksOfWanted } from "../playbook/scope.ts";
import { openLexicon } from "./lexicon.ts";
import { type Line, lineOf, overlap, showsOne } from "./lines.ts";
import type { Occurrence } from "./occurrences.ts";
import { type Pair, pairsOf } from "./pairs.ts";

/** A hazard that a sentence shows. */
export interface HazardMatch extends Pair {
  readonly trigger: HazardTrigger;
  /** 0..1 */
  readonly strength: number;
  readonly sentence: ScopedSentence;
  /** Where it stands in the same sentence. */
  readonly condition: Occurrence | undefined;
}

/** Every hazard whose act, object and condition stand together, each at its best place. */
export function matchHazards(
  { page, shown }: Pick<Scene, "page" | "shown">,
  index: HazardIndex,
): readonly HazardMatch[] {
  const lexicon = openLexicon(index.lexicon);
  const lines = page.sentences.map((sentence) => lineOf(sentence, index, lexicon));
  const best = new Map<HazardTrigger, HazardMatch>();
  for (const [at, line] of lines.entries()) {
    if (!speaksOfWanted(line.sentence)) continue;
    const around = [lines[at - 1], lines[at + 1]].filter((other) => other !== undefined);
    const context = { line, around, telling: index.telling };
    const matches = pairsOf(line, lexicon).flatMap((pair) =>
      triggersOf(pair, index).map((trigger) => matchOf(trigger, pair, context)),
    );
    for (const match of matches) {
      const known = best.get(match.trigger);
      if (match.strength > (known?.strength ?? 0)) best.set(match.trigger, match);
    }
  }
  return [...best.values()].filter(({ trigger }) => (trigger.presupposes ?? []).every(shown));
}

function triggersOf({ action, object }: Pair, index: HazardIndex): readonly HazardTrigger[] {
  return index.byObject
    .slice(object.term, object.term + 1)
    .flat()
    .flatMap((at) => {
      const own = index.triggers.slice(at, at + 1);
      return own.filter((trigger) => trigger.action.includes(action.term));
    });
}

interface Context {
  readonly line: Line;
  readonly around: readonly Line[];
  readonly telling: readonly number[];
}

function matchOf(
  trigger: HazardTrigger,
  pair: Pair,
  { line, around, telling }: Context,
): HazardMatch {
  const { action, object, sureness } = pair;
  const { condition: wanted = [], actor = [], unless = [] } = trigger;
  const condition = wanted
    .flatMap((term) => line.byTerm.get(term)?.slice(0, MOST_PLACES) ?? [])
    .find((other) => !overlap(other, action) && !overlap(other, object));
  const near = condition ? 1 : nearness(wanted, around);
  const who = showsOne(actor, line) ? 1 : nearness(actor, around);
  const isOther = unless.length > 0 && showsOne(unless, line);
  const said = tellingOf(pair, condition, telling);
  const place = line.sentence.leading ? 1 : LATER;
  const strength = isOther ? 0 : sureness * near * who * said * place;
  return { ...pair, trigger, strength, sentence: line.sentence, condition };
}

const MOST_PLACES = 3;
/** What a description begins with is what it is about. */
const LATER = 0.97;

/** Words that many hazards list say less; a condition in the same sentence says more. */
const tellingOf = (
  { action, object }: Pair,
  condition: Occurrence | undefined,
  telling: readonly number[],
): number =>
  BASE +
  FOR_OBJECT * told(object, telling) +
  FOR_ACT * told(action, telling) +
  FOR_CONDITION * (condition ? told(condition, telling) : UNSAID);

const BASE = 0.45;
const FOR_OBJECT = 0.25;
const FOR_ACT = 0.15;
const FOR_CONDITION = 0.15;
const UNSAID = 0.5;

// A slice of one number: there is always one, and no second thought about its absence.
const told = ({ term }: Occurrence, telling: readonly number[]): number =>
  telling.slice(term, term + 1).reduce((sum, value) => sum + value, 0);

/** What stands in a sentence beside counts less, what stands nowhere near rules it out. */
function nearness(terms: readonly number[], around: readonly Line[]): number {
  if (terms.length === 0) return 1;
  return around.some((line) => showsOne(terms, line)) ? NEIGHBOUR : 0;
}

const NEIGHBOUR = 0.75;
