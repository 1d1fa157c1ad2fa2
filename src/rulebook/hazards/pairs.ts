import { type Frame, framesOf } from "./frames.ts";
import type { Lexicon } from "./lexicon.ts";
import { type Line, overlap } from "./lines.ts";
import type { Occurrence } from "./occurrences.ts";
import { type Phrase, phrasesAfter } from "./phrases.ts";
import type { Word } from "./tag.ts";

/** An act and a thing that it is done to. */
export interface Pair {
  readonly action: Occurrence;
  readonly object: Occurrence;
  readonly phrase: Phrase;
  /** How sure it is that the act is done to it, 0..1. */
  readonly sureness: number;
}

/** Every act of the sentence with each thing that it is done to. */
export function pairsOf(line: Line, lexicon: Lexicon): readonly Pair[] {
  const framed = framesOf(line.words).flatMap((frame) =>
    actsOf(frame, line, lexicon).flatMap((action) =>
      phrasesOf(frame, action, line.words).flatMap((phrase) =>
        objectsIn(phrase, line)
          .filter((object) => !overlap(action, object))
          .map((object) => ({
            action,
            object,
            phrase,
            sureness: KINDS[frame.kind] * PLACES[phrase.role] * placeIn(phrase, object),
          })),
      ),
    ),
  );
  return [...framed, ...topicsOf(line)];
}

/** Where several words name the matter ("feature flag"), what stands close by is what it is about. */
function topicsOf({ words, byTo }: Line): readonly Pair[] {
  return [...byTo.values()].flat().flatMap((action) => {
    if (action.from === action.to || words[action.to]?.tag !== "noun") return [];
    return NEARBY.flatMap((step) => byTo.get(action.to + step) ?? []).flatMap((object) => {
      const isHead = words[object.to]?.tag === "noun" && words[object.to + 1]?.tag !== "noun";
      const phrase: Phrase = { from: object.from, head: object.to, role: "beside" };
      return isHead && !overlap(action, object)
        ? [{ action, object, phrase, sureness: TOPIC }]
        : [];
    });
  });
}

const NEARBY = [-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6];
const TOPIC = 0.7;

const KINDS: Readonly<Record<Frame["kind"], number>> = { verb: 1, noun: 0.9, state: 0.85 };
const PLACES: Readonly<Record<Phrase["role"], number>> = {
  object: 1,
  whole: 0.9,
  subject: 0.85,
  beside: 0.7,
};

function actsOf(
  { at, kind }: Frame,
  { words, byFrom, byTo }: Line,
  lexicon: Lexicon,
): readonly Occurrence[] {
  const ending = byTo.get(at) ?? [];
  if (kind !== "noun") {
    return [...(byFrom.get(at) ?? []), ...ending.filter(({ from }) => from < at)];
  }
  const word = words[at];
  if (!word || words[at + 1]?.tag === "noun") return [];
  const form = lexicon.formOf(word.lower);
  // "Access", "order", "page" name a thing more often than an act.
  const isThing = form && lexicon.isMostlyNoun(form.base) && !lexicon.isAct(form.base);
  return isThing ? ending.filter(({ from }) => from < at) : ending;
}

/** What an act of several words is done to stands after the last: "sign in as a customer". */
function phrasesOf(
  { at, kind, phrases }: Frame,
  { to }: Occurrence,
  words: readonly Word[],
): readonly Phrase[] {
  if (kind !== "verb" || to === at) return phrases;
  const next = words[to + 1]?.tag === "preposition" ? to + 2 : to + 1;
  const after = words[next]?.mark === "none" ? phrasesAfter(words, next) : [];
  return after.length > 0 ? after : phrases;
}

/** Terms that are the noun of a phrase, or stand before it. */
function objectsIn({ from, head }: Phrase, { byTo }: Line): readonly Occurrence[] {
  return Array.from({ length: head - from + 1 }, (_, at) => byTo.get(from + at) ?? []).flat();
}

const placeIn = ({ head }: Phrase, { to }: Occurrence): number => (to === head ? 1 : MODIFIER);
const MODIFIER = 0.5;
