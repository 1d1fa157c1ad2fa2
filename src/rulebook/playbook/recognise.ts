import type { Playbook } from "../../schema/playbook.ts";
import { isTitle, namings, TITLE } from "./namings.ts";
import { isManySentences, type Page } from "./page.ts";
import type { ScopedSentence } from "./scope.ts";

/** What recognition needs of a playbook. */
export type Kind = Pick<Playbook, "id" | "genre" | "core" | "signs" | "against">;

/** A kind that a description may be of, and how much it is like it (likeness.ts). */
export interface LikeKind<K extends Kind> {
  readonly playbook: K;
  readonly like: number;
}

/** A kind that a description is of. */
export interface Recognition<K extends Kind = Kind> {
  readonly playbook: K;
  /** The title names it as what is built: that outweighs all that is named further down. */
  readonly titled: boolean;
  /** The higher, the surer. */
  readonly strength: number;
  /** Where the kind is named, the leading sentences first. */
  readonly evidence: readonly ScopedSentence[];
}

/** From here on a kind stands out from the others enough to be looked at. */
interface Least {
  readonly short: number;
  /** A long text has words of many kinds: of those less like it, strangers found one point in twenty fit. */
  readonly long: number;
  /** What a long text does not name in its title it must be the more like. */
  readonly untitled: number;
  /** So much like it that a long text need not name it at all. */
  readonly unnamed: number;
}

const OF_KIND: Least = { short: 3.5, long: 5, untitled: 7.5, unnamed: Infinity };
/** A genre has the words of many subjects: a long text shows it by them, and none stands out as much. */
const OF_GENRE: Least = { short: 5, long: 5, untitled: 6, unnamed: 6 };

export const LEAST_LIKE = Math.min(OF_KIND.short, OF_GENRE.short);

/**
 * The kinds of feature that a description is of, surest first, at most three; none where nothing is
 * sure. Two things must agree: that the text as a whole is like the playbook and unlike the others
 * (likeness.ts), and that it names the kind and shows further signs of it. Where the likeness is
 * striking, the signs alone may do. A further kind must be named in a heading. Beside them a
 * description is of one genre at most.
 */
export function recogniseKinds<K extends Kind>(
  kinds: readonly LikeKind<K>[],
  page: Page,
): readonly Recognition<K>[] {
  const subjects = recogniseSubjects(
    kinds.filter(({ playbook }) => !playbook.genre),
    page,
  );
  const genres = recogniseGenre(
    kinds.filter(({ playbook }) => playbook.genre),
    page,
  );
  const isNamed = ({ titled }: Found<K>): boolean => titled;
  return [...subjects.filter(isNamed), ...genres, ...subjects.filter((kind) => !isNamed(kind))].map(
    ({ playbook, titled, strength, evidence }) => ({ playbook, titled, strength, evidence }),
  );
}

function recogniseSubjects<K extends Kind>(
  kinds: readonly LikeKind<K>[],
  page: Page,
): readonly Found<K>[] {
  const recognised = surestFirst(recogniseEach(kinds, page, OF_KIND), page);
  const [first, ...others] = recognised;
  if (!first) return [];
  const heading = hasHeading(page);
  const further = others.filter(
    ({ titled, strength }) => titled && heading && strength >= first.strength * CLOSE,
  );
  return [first, ...further].slice(0, MOST_KINDS);
}

/**
 * The one that the text is most like. Where a longer text is about as much like another, it is of neither:
 * of what was said of such texts, strangers marked three points in ten to the point and four beside it.
 */
function recogniseGenre<K extends Kind>(
  kinds: readonly LikeKind<K>[],
  page: Page,
): readonly Found<K>[] {
  const rivalOf = rivalsAmong(kinds);
  const margin = isManySentences(page) ? CLEAR : NEAR;
  const clear = kinds.filter((kind) => kind.like >= rivalOf(kind) * margin);
  return surestFirst(recogniseEach(clear, page, OF_GENRE), page).slice(0, 1);
}

/** How much more than the next genre a longer text is like its own. */
const CLEAR = 1.2;

function recogniseEach<K extends Kind>(
  kinds: readonly LikeKind<K>[],
  page: Page,
  least: Least,
): readonly Found<K>[] {
  const rivalOf = rivalsAmong(kinds);
  return kinds
    .map((kind) => recognise(kind, page, { rival: rivalOf(kind), least }))
    .filter((recognition) => recognition !== undefined);
}

/**
 * Those that come near the one that the text is most like. In a paragraph, what the title names as built
 * need not come near what it only names as the place ("rate limiting for our public API").
 */
function surestFirst<K extends Kind>(found: readonly Found<K>[], page: Page): readonly Found<K>[] {
  const titled = found.filter((each) => each.titled);
  const rivalsOf = (each: Found<K>) => (each.titled && !isManySentences(page) ? titled : found);
  return found
    .filter((each) => each.like >= NEAR * Math.max(...rivalsOf(each).map(({ like }) => like)))
    .toSorted((a, b) => Number(b.titled) - Number(a.titled) || b.strength - a.strength);
}

const MOST_KINDS = 3;
/** Of two kinds that are named, one that the text is far less like is where the other one lives. */
const NEAR = 0.7;
/** A kind that is much weaker than the best one is only touched on. */
const CLOSE = 0.6;

/** The first line is a title, not a sentence that begins the text. */
function hasHeading({ sentences: [first] }: Page): boolean {
  return first !== undefined && (first.text.startsWith("#") || !/[.!?…]["'”’)]*$/.test(first.text));
}

interface Found<K extends Kind> extends Recognition<K> {
  readonly like: number;
}

function recognise<K extends Kind>(
  { playbook, like }: LikeKind<K>,
  page: Page,
  { rival, least }: { readonly rival: number; readonly least: Least },
): Found<K> | undefined {
  if (like < (isLong(page) ? least.long : least.short)) return undefined;
  const named = namings(playbook.core, page);
  const sum = { ...signsOf(playbook, page), named: sumOf([...named.values()]), like, rival };
  if (!isUnmistakable(sum, least, page) && !isSure(sum, page)) return undefined;
  const titled = [...named].some(([sentence, each]) => isTitle(sentence, page) && each >= TITLE);
  const strength = like + Math.min(sum.named, MOST_NAMED) + sum.signs - sum.against;
  if (!titled && isLong(page) && like < least.untitled) return undefined;
  const places = [...named].toSorted(([, a], [, b]) => b - a).map(([sentence]) => sentence);
  return {
    playbook,
    titled,
    strength,
    evidence: places.length > 0 ? places : page.sentences.slice(0, 1),
    like,
  };
}

const isUnmistakable = ({ like, signs, against }: Sum, { unnamed }: Least, page: Page): boolean =>
  like >= unnamed && isLong(page) && signs > against;

interface Signs {
  readonly signs: number;
  readonly against: number;
  /** Were all of them shown. */
  readonly most: number;
}

function signsOf({ signs, against }: Kind, page: Page): Signs {
  const shown = signs.filter(({ terms }) => sentencesOf(terms, page).length > 0);
  return {
    signs: sumOf(shown.map(({ weight }) => weight)),
    against: sumOf(sentencesOf(against, page).map(({ leading }) => (leading ? 3 : 1))),
    most: sumOf(signs.map(({ weight }) => weight)),
  };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

type Sum = Signs & Readonly<Record<"named" | "like" | "rival", number>>;

function isSure(sum: Sum, page: Page): boolean {
  const { signs, against, named, like } = sum;
  if (named < 2 && !(named > 0 && like >= LIKE)) return isStriking(sum) && isLong(page);
  return signs > against || (named > TITLE && against === 0 && like >= STRIKING);
}

/** Like this kind, unlike all others, with most of its signs: it need not be named. */
const isStriking = ({ signs, against, most, like, rival }: Sum): boolean =>
  signs * 2 >= most && against === 0 && like >= rival * MARGIN;

/** Much like a kind: to be named once is enough. */
const LIKE = 5;
/** So much like it that it needs no further sign. */
const STRIKING = 8;

/** How much more than the next kind one must be like that is not named. */
const MARGIN = 1.5;

/** How much the text is like the nearest of the other kinds. */
function rivalsAmong<K extends Kind>(all: readonly LikeKind<K>[]): (kind: LikeKind<K>) => number {
  const [first, second] = all.toSorted((a, b) => b.like - a.like);
  return (kind) => Math.max(0, (kind === first ? second : first)?.like ?? 0);
}

/** In a short text a single rare word makes a likeness. */
const isLong = ({ sentences }: Page): boolean =>
  sentences.reduce((sum, { tokens }) => sum + tokens.length, 0) >= SHORT;

const SHORT = 60;

/** A word that is repeated all over says no more than one that is repeated. */
const MOST_NAMED = 6;

/** Sentences about what is wanted, now or later, that show one of the terms; each once. */
function sentencesOf(terms: readonly string[], page: Page): readonly ScopedSentence[] {
  const shown = new Set(page.find(terms).map(({ sentence }) => sentence));
  return [...shown].filter(({ scope }) => scope !== "background");
}
