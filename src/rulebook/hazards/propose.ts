import type { HazardIndex, HazardText } from "../../schema/hazard.ts";
import type { ReviewMode } from "../../schema/vocabulary.ts";
import type { Scene } from "../playbook/scene.ts";
import type { ScopedSentence } from "../playbook/scope.ts";
import { tokenize } from "../playbook/tokens.ts";
import { fillObject, oneOf } from "./fill.ts";
import { type HazardMatch, matchHazards } from "./match.ts";

/** Something that goes wrong again and again where people do what a sentence of the description says. */
export interface HazardFinding {
  readonly hazard: Pick<HazardText, "id" | "persona" | "priority" | "effort" | "references">;
  readonly title: string;
  readonly why: string;
  readonly done: string;
  readonly evidence: {
    /** Exact substring of the description, twelve words at most. */
    readonly quote: string;
    /** Counted from 1. */
    readonly sentence: number;
  };
  /** 0..1 */
  readonly strength: number;
}

export interface HazardRequest {
  readonly scene: Pick<Scene, "reading" | "page" | "shown">;
  readonly mode: ReviewMode;
  readonly index: HazardIndex;
  /** Asked for the few hazards that may speak. */
  readonly loadHazard: (id: string) => HazardText;
}

/**
 * The second reader: what one sentence of the description calls for, surest first. It is built for
 * precision, so that it says nothing about most sentences.
 */
export function proposeFromHazards(request: HazardRequest): readonly HazardFinding[] {
  const { scene, mode, index, loadHazard } = request;
  const { least, most } = LIMITS[mode];
  const matches = matchHazards(scene, index)
    .filter(({ strength, trigger }) => strength >= least && (trigger.modes?.includes(mode) ?? true))
    .toSorted((a, b) => b.strength - a.strength || order(a.trigger.id, b.trigger.id));
  const kept: Kept[] = [];
  for (const match of matches) {
    if (kept.length >= most) break;
    const text = loadHazard(match.trigger.id);
    const candidate = {
      match,
      finding: findingOf(match, text, scene),
      words: wordsOf(text.title),
    };
    if (!crowds(candidate, kept)) kept.push(candidate);
  }
  return kept.map(({ finding }) => finding);
}

/** What is less sure is never said. */
export const LEAST_STRENGTH = 0.5;

/** The less thorough, the surer; more than the most is no longer read. */
const LIMITS: Readonly<Record<ReviewMode, { least: number; most: number }>> = {
  mvp: { least: 0.64, most: 4 },
  standard: { least: 0.52, most: 8 },
  enterprise: { least: LEAST_STRENGTH, most: 12 },
};

interface Kept {
  readonly match: HazardMatch;
  readonly finding: HazardFinding;
  readonly words: ReadonlySet<string>;
}

const order = (a: string, b: string): number => (a < b ? -1 : 1);

/** One sentence is worth three remarks, two of one persona, and nothing is said twice. */
function crowds({ match, finding, words }: Kept, kept: readonly Kept[]): boolean {
  const same = kept.filter((other) => other.match.sentence === match.sentence);
  const { persona } = finding.hazard;
  return (
    same.length >= PER_SENTENCE ||
    same.filter((other) => other.finding.hazard.persona === persona).length >= PER_PERSONA ||
    kept.some((other) => isAlike(words, other.words))
  );
}

const PER_SENTENCE = 3;
const PER_PERSONA = 2;

function isAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared >= ALIKE * Math.min(one.size, other.size);
}

const ALIKE = 0.34;

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(tokenize(text).flatMap(({ lower, stem }) => (lower.length > 3 ? [stem] : [])));

function findingOf(
  match: HazardMatch,
  { title, why, done, ...hazard }: HazardText,
  { reading }: HazardRequest["scene"],
): HazardFinding {
  const { sentence, strength } = match;
  const object = objectOf(match);
  return {
    hazard,
    title: fillObject(title, object),
    why: fillObject(why, object),
    done: fillObject(done, object),
    evidence: {
      quote: quoteOf(match, reading.text),
      sentence: reading.sentences.findIndex(({ start }) => start === sentence.start) + 1,
    },
    strength,
  };
}

/** The listed noun with the nouns before it, as the description writes them. */
function objectOf({ sentence, object, phrase }: HazardMatch): string {
  const from = Math.max(phrase.from, object.to - MOST_IN_SLOT + 1);
  const tokens = sentence.tokens.slice(Math.min(from, object.from), object.to + 1);
  return oneOf(tokens.map(({ text }) => text));
}

const MOST_IN_SLOT = 3;

/** From the beginning of the clause to the last word that shows it, as far as twelve words reach. */
function quoteOf({ sentence, action, object, condition }: HazardMatch, text: string): string {
  const core = spanOf([action, object]);
  const all = condition ? spanOf([core, condition]) : core;
  const { from, to } = all.to - all.from < MOST_WORDS ? all : core;
  const last = Math.min(to, from + MOST_WORDS - 1);
  let first = from;
  while (last - first + 1 < MOST_WORDS && isClose(sentence, first)) first -= 1;
  const shown = sentence.tokens.slice(first, last + 1);
  const start = Math.min(...shown.map((token) => token.start));
  const end = Math.max(...shown.map((token) => token.start + token.text.length));
  return text.slice(sentence.start + start, sentence.start + end);
}

/** Whether nothing but space stands before a word. */
function isClose({ text, tokens }: ScopedSentence, at: number): boolean {
  const [before, token] = at > 0 ? tokens.slice(at - 1, at + 1) : [];
  return (
    before !== undefined &&
    /^\s+$/.test(text.slice(before.start + before.text.length, token?.start))
  );
}

const MOST_WORDS = 12;

function spanOf(places: readonly { from: number; to: number }[]): { from: number; to: number } {
  return {
    from: Math.min(...places.map(({ from }) => from)),
    to: Math.max(...places.map(({ to }) => to)),
  };
}
