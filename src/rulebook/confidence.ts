import type { Estimation } from "../schema/estimation.ts";
import type { Knowledge } from "../schema/knowledge.ts";
import { WORD } from "./characters.ts";
import { openQuestionsOf } from "./questions.ts";
import type { Reading } from "./reading.ts";

/** How much of the description was understood, 0 to 1. */
export function epicConfidence(reading: Reading, knowledge: Knowledge): number {
  const { confidence } = knowledge.estimation;
  const gained = confidence.add.map((reason) => gainOf(reason, reading));
  const known = reading.kinds.length > 0 ? confidence.kind : 0;
  const lost = lossesOf(reading, knowledge);
  return settle(confidence.start + sum(gained) + known - sum(lost), confidence);
}

/** The same for what one persona had to say. */
export function personaConfidence(
  epic: number,
  kept: readonly { readonly facts: readonly string[] }[],
  confidence: Estimation["confidence"],
): number {
  const { fewRules, buildsOn } = confidence.persona;
  const building = kept.filter(({ facts }) => facts.length > 0).length;
  const builds = kept.length > 0 && building / kept.length >= buildsOn.share;
  return settle(
    epic - (kept.length < fewRules.below ? fewRules.value : 0) + (builds ? buildsOn.value : 0),
    confidence,
  );
}

/** So little was understood that silence says nothing and figures are an order of magnitude. */
export function isUnsure(confidence: number, { estimation }: Knowledge): boolean {
  return confidence < estimation.confidence.unsure.below;
}

/**
 * The description itself says too little to plan with. One that states figures, limits and conditions
 * is not vague: there it is the rulebook that does not know the field.
 */
export function isVague(confidence: number, reading: Reading, knowledge: Knowledge): boolean {
  if (!isUnsure(confidence, knowledge)) return false;
  const { subtract, unsure } = knowledge.estimation.confidence;
  const { words, least } = unsure.concrete;
  const states = new RegExp(`\\d|(?<![${WORD}])(?:${words.join("|")})(?![${WORD}])`, "i");
  const statements = reading.sentences.filter(({ text }) => states.test(text));
  return reading.words < subtract.fewWords.below || statements.length < least;
}

/** Hardly any common English word in it. A headline may do without one; another script may not. */
export function isForeign(
  { text, words, english }: Reading,
  { subtract: { foreign } }: Estimation["confidence"],
): boolean {
  if (words === 0 || english >= foreign.below) return false;
  return words >= foreign.words || OTHER_SCRIPT.test(text);
}

const OTHER_SCRIPT = /[^\p{Script=Latin}\P{L}]/u;

type Reason = Estimation["confidence"]["add"][number];

function gainOf({ signals, excluded, quantities, value, max }: Reason, reading: Reading): number {
  const found =
    signals.filter((id) => reading.present.has(id)).length +
    excluded.filter((id) => reading.excluded.has(id)).length +
    quantities.filter((id) => reading.quantities.has(id)).length;
  return Math.min(max ?? value, value * found);
}

function lossesOf(reading: Reading, knowledge: Knowledge): readonly number[] {
  const { confidence } = knowledge.estimation;
  const { fewWords, vague, blockingQuestion, contradiction, foreign } = confidence.subtract;
  const blocking = openQuestionsOf(reading, knowledge).filter(
    (question) => question.blocksEstimate,
  );
  // Ruled out as often as wanted: one "no chat between children" does not make children doubtful.
  const contradictions = [...reading.excluded].filter(
    ([id, { length }]) => length >= (reading.present.get(id)?.length ?? Infinity),
  );
  return [
    reading.words < fewWords.below ? fewWords.value : 0,
    capped(vague, reading.present.get(vague.signal)?.length ?? 0),
    capped(blockingQuestion, blocking.length),
    capped(contradiction, contradictions.length),
    isForeign(reading, confidence) ? foreign.value : 0,
  ];
}

function capped({ value, max }: { value: number; max: number }, count: number): number {
  return Math.min(max, value * count);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function settle(value: number, { lowest, highest }: Estimation["confidence"]): number {
  return Math.max(lowest, Math.min(highest, Math.round(value * 100) / 100));
}
