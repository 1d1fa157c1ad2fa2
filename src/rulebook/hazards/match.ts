import type { HazardIndex, HazardTrigger } from "../../schema/hazard.ts";
import type { Scene } from "../playbook/scene.ts";
import type { ScopedSentence } from "../playbook/scope.ts";
import { type Frame, framesOf } from "./frames.ts";
import { type Lexicon, openLexicon } from "./lexicon.ts";
import { type Occurrence, occurrencesIn } from "./occurrences.ts";
import type { Phrase } from "./phrases.ts";
import { tagWords, type Word } from "./tag.ts";

/** A hazard that a sentence shows. */
export interface HazardMatch {
  readonly trigger: HazardTrigger;
  /** 0..1 */
  readonly strength: number;
  readonly sentence: ScopedSentence;
  readonly action: Occurrence;
  readonly object: Occurrence;
  /** In the same sentence. */
  readonly condition: Occurrence | undefined;
  readonly phrase: Phrase;
}

/** A sentence as it is matched. */
interface Line {
  readonly sentence: ScopedSentence;
  readonly words: readonly Word[];
  readonly occurrences: readonly Occurrence[];
  readonly terms: ReadonlySet<number>;
}

/** Every hazard whose act, object and condition stand together, each at its best place. */
export function matchHazards(
  { page, shown }: Pick<Scene, "page" | "shown">,
  index: HazardIndex,
): readonly HazardMatch[] {
  const lexicon = openLexicon(index.lexicon);
  const { byObject, actions } = openTriggers(index);
  const lines = page.sentences.map((sentence): Line => {
    const occurrences = occurrencesIn(sentence.tokens, index);
    return {
      sentence,
      words: tagWords(sentence.text, sentence.tokens, lexicon),
      occurrences,
      terms: new Set(occurrences.map(({ term }) => term)),
    };
  });
  const best = new Map<HazardTrigger, HazardMatch>();
  for (const [at, line] of lines.entries()) {
    if (!speaks(line.sentence)) continue;
    const around = [lines[at - 1], lines[at + 1]].filter((other) => other !== undefined);
    for (const pair of pairsOf(line, lexicon)) {
      for (const trigger of byObject[pair.object.term] ?? []) {
        if (!actions.get(trigger)?.has(pair.action.term)) continue;
        const match = matchOf(trigger, pair, { line, around, index });
        if (match.strength > (best.get(trigger)?.strength ?? LEAST)) best.set(trigger, match);
      }
    }
  }
  return [...best.values()].filter(({ trigger }) => trigger.presupposes.every(shown));
}

/** Below this nothing is worth loading. */
const LEAST = 0.4;

/** What is wanted, not what is so today. */
function speaks({ scope, text }: ScopedSentence): boolean {
  return (
    scope === "wanted" &&
    !/^(?:today|currently|at present|at the moment|right now|so far|until now)\b/i.test(text)
  );
}

interface Triggers {
  readonly byObject: readonly (readonly HazardTrigger[] | undefined)[];
  readonly actions: ReadonlyMap<HazardTrigger, ReadonlySet<number>>;
}

const opened = new WeakMap<HazardIndex, Triggers>();

function openTriggers(index: HazardIndex): Triggers {
  const known = opened.get(index);
  if (known) return known;
  const byObject: HazardTrigger[][] = [];
  for (const trigger of index.triggers) {
    for (const term of trigger.object) (byObject[term] ??= []).push(trigger);
  }
  const actions = new Map(index.triggers.map((trigger) => [trigger, new Set(trigger.action)]));
  const triggers = { byObject, actions };
  opened.set(index, triggers);
  return triggers;
}

interface Pair {
  readonly action: Occurrence;
  readonly object: Occurrence;
  readonly phrase: Phrase;
  /** How sure it is that the act is done to the object. */
  readonly sureness: number;
}

/** Every act of the sentence with each thing that it is done to. */
function pairsOf({ words, occurrences }: Line, lexicon: Lexicon): readonly Pair[] {
  return framesOf(words).flatMap((frame) => {
    const acts = occurrences.filter((occurrence) => names(frame, occurrence, words, lexicon));
    return acts.flatMap((action) =>
      frame.phrases.flatMap((phrase) =>
        occurrences.flatMap((object) => {
          const place = placeIn(phrase, object);
          return place === 0 || overlap(action, object)
            ? []
            : [{ action, object, phrase, sureness: KINDS[frame.kind] * place }];
        }),
      ),
    );
  });
}

const KINDS: Readonly<Record<Frame["kind"], number>> = { verb: 1, noun: 0.9, state: 0.8 };

function names(
  { at, kind }: Frame,
  { from, to }: Occurrence,
  words: readonly Word[],
  lexicon: Lexicon,
): boolean {
  if (kind !== "noun") return from <= at && at <= to && (from === at || to === at);
  const word = words[at];
  if (to !== at || !word || words[at + 1]?.tag === "noun") return false;
  const form = lexicon.formOf(word.lower);
  // "Access", "order", "page" name a thing more often than an act.
  return from < to || !form || !lexicon.isMostlyNoun(form.base) || lexicon.isAct(form.base);
}

const PLACES: Readonly<Record<Phrase["role"], number>> = {
  object: 1,
  whole: 0.9,
  subject: 0.85,
  beside: 0.7,
};
const MODIFIER = 0.5;

function placeIn({ from, head, role }: Phrase, { from: first, to }: Occurrence): number {
  if (to === head) return PLACES[role];
  return first >= from && to < head ? PLACES[role] * MODIFIER : 0;
}

const overlap = (one: Occurrence, other: Occurrence): boolean =>
  one.from <= other.to && other.from <= one.to;

interface Context {
  readonly line: Line;
  readonly around: readonly Line[];
  readonly index: HazardIndex;
}

function matchOf(
  trigger: HazardTrigger,
  { action, object, phrase, sureness }: Pair,
  { line, around, index }: Context,
): HazardMatch {
  const condition = line.occurrences.find(
    (other) =>
      trigger.condition.includes(other.term) && !overlap(other, action) && !overlap(other, object),
  );
  const near = condition ? 1 : nearness(trigger.condition, around);
  const actor = someOf(trigger.actor, line) ? 1 : nearness(trigger.actor, around);
  const other = someOf(trigger.unless, line) && trigger.unless.length > 0;
  const telling =
    0.5 + 0.3 * (index.telling[object.term] ?? 1) + 0.2 * (index.telling[action.term] ?? 1);
  return {
    trigger,
    strength: other ? 0 : sureness * near * actor * telling * (line.sentence.leading ? 1 : LATER),
    sentence: line.sentence,
    action,
    object,
    condition,
    phrase,
  };
}

const someOf = (terms: readonly number[], { terms: shown }: Line): boolean =>
  terms.length === 0 || terms.some((term) => shown.has(term));

/** What stands in a sentence beside counts less, what stands nowhere near rules it out. */
function nearness(terms: readonly number[], around: readonly Line[]): number {
  if (terms.length === 0) return 1;
  return around.some((line) => someOf(terms, line)) ? NEIGHBOUR : 0;
}

const NEIGHBOUR = 0.75;
/** What a description begins with is what it is about. */
const LATER = 0.97;
