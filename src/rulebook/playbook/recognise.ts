import type { Playbook } from "../../schema/playbook.ts";
import type { Hit, Page } from "./page.ts";
import type { ScopedSentence } from "./scope.ts";
import { headOf } from "./terms.ts";
import { pluralOf } from "./wording.ts";

/** What recognition needs of a playbook: the rest is loaded for the kinds that are recognised. */
export interface Kind extends Pick<Playbook, "id" | "core" | "signs" | "against"> {
  /** Heads of the terms of `core` (terms.ts): the build finds them once for all descriptions. */
  readonly heads: readonly string[];
}

export function toKind({ id, core, signs, against }: Playbook): Kind {
  return { id, core, signs, against, heads: core.map(headOf) };
}

/** A kind that a description is of. */
export interface Recognition {
  readonly id: string;
  /** The title names it as what is built: that outweighs all that is named further down. */
  readonly titled: boolean;
  /** The higher, the surer. */
  readonly strength: number;
  /** Where the kind is named, the leading sentences first. */
  readonly evidence: readonly ScopedSentence[];
}

/**
 * The kinds of feature that a description is of, surest first, at most three; none where nothing is
 * sure. A kind must be named where the description says what it is about, or more than once, and
 * further signs must agree. A further kind must be named in a heading above all: what a sentence goes
 * on to name, and what stands below, are steps of the feature or where it lives.
 */
export function recogniseKinds(kinds: readonly Kind[], page: Page): readonly Recognition[] {
  const words = page.sentences.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const needed =
    words < SHORT ? { signs: 1, named: 2, strength: 3 } : { signs: 2, named: 3, strength: 5 };
  const recognised = kinds
    .map((kind) => recognise(kind, page, needed))
    .filter((recognition) => recognition !== undefined)
    .toSorted((a, b) => Number(b.titled) - Number(a.titled) || b.strength - a.strength);
  const least = Math.max(needed.strength, (recognised[0]?.strength ?? 0) * CLOSE);
  return recognised
    .filter(({ strength }) => strength >= least)
    .filter(({ titled }, rank) => rank === 0 || (titled && hasHeading(page)))
    .slice(0, MOST_KINDS);
}

const SHORT = 60;
const MOST_KINDS = 3;
/** A kind that is much weaker than the best one is only touched on. */
const CLOSE = 0.6;

/** The first line is a title, not a sentence that begins the text. */
function hasHeading({ sentences: [first] }: Page): boolean {
  return first !== undefined && (first.text.startsWith("#") || !/[.!?…]["'”’)]*$/.test(first.text));
}

interface Needed {
  readonly signs: number;
  readonly named: number;
}

function recognise(kind: Kind, page: Page, needed: Needed): Recognition | undefined {
  const named = namings(
    kind.core.filter((_, at) => page.mayHold(kind.heads[at])),
    page,
  );
  const weight = [...named.values()].reduce((sum, each) => sum + each, 0);
  if (weight < 2 || (named.size < 2 && weight < needed.named)) return undefined;
  const signs = kind.signs
    .filter(({ terms }) => sentencesOf(terms, page).length > 0)
    .reduce((sum, sign) => sum + sign.weight, 0);
  const against = sentencesOf(kind.against, page).reduce(
    (sum, { leading }) => sum + (leading ? 3 : 1),
    0,
  );
  const agreeing = signs - against;
  if (agreeing < needed.signs) return undefined;
  return {
    id: kind.id,
    titled: [...named].some(([sentence, each]) => isTitle(sentence, page) && each >= TITLE),
    strength: Math.min(weight, MOST_NAMED) + agreeing,
    evidence: [...named].toSorted(([, a], [, b]) => b - a).map(([sentence]) => sentence),
  };
}

/** A word that is repeated all over says no more than one that is repeated. */
const MOST_NAMED = 6;

/** The sentences that name a kind, each with how much that says: most in the title. */
function namings(core: readonly string[], page: Page): ReadonlyMap<ScopedSentence, number> {
  const named = new Map<ScopedSentence, number>();
  for (const hit of page.find(core.flatMap(nameTerms))) {
    const { sentence } = hit;
    if (sentence.scope === "background") continue;
    const place = isTitle(sentence, page) ? TITLE : sentence.leading ? 2 : 1;
    const weight = isSetting(hit) ? place * SETTING : place;
    named.set(sentence, Math.max(weight, named.get(sentence) ?? 0));
  }
  return named;
}

/** One word alone must stand there itself, or several of it: by its stem "liveness" is found in "live". */
const nameTerms = (term: string): readonly string[] =>
  /^\p{L}+$/u.test(term) ? [`+${term}`, `+${pluralOf(term)}`] : [term];

const TITLE = 3;
/** What a thing happens in says less than the thing, and still enough in a title. */
const SETTING = 2 / 3;
const isTitle = (sentence: ScopedSentence, page: Page): boolean => sentence === page.sentences[0];

/** In "sign-in for the new booking service" the booking is where it happens, not what is built. */
function isSetting({ sentence, from, start }: Hit): boolean {
  const before = sentence.tokens.slice(Math.max(0, from - SETTING_WORDS), from);
  const at = before.findLastIndex(({ lower }) => PREPOSITIONS.has(lower));
  const [preposition, determiner, ...adjectives] = at < 0 ? [] : before.slice(at);
  if (!preposition) return false;
  if (!determiner) return PLACES.has(preposition.lower);
  return (
    DETERMINERS.has(determiner.lower) &&
    !adjectives.some(({ lower }) => CLAUSES.has(lower)) &&
    !/[.,;:()]/.test(sentence.text.slice(preposition.start, start))
  );
}

const SETTING_WORDS = 4;
const PREPOSITIONS: ReadonlySet<string> = new Set(
  "for in on of to into at within inside".split(" "),
);
/** "Support for refunds" is about refunds, "files on applications" is not about applications. */
const PLACES: ReadonlySet<string> = new Set(["in", "on", "within", "inside"]);
const DETERMINERS: ReadonlySet<string> = new Set(["the", "our", "its", "their"]);
/** Words that begin a clause of its own, which names something new. */
const CLAUSES: ReadonlySet<string> = new Set(
  "should can could may must will would we they who that which is are want wants to and or".split(
    " ",
  ),
);

/** Sentences about what is wanted, now or later, that show one of the terms; each once. */
function sentencesOf(terms: readonly string[], page: Page): readonly ScopedSentence[] {
  const shown = new Set(page.find(terms).map(({ sentence }) => sentence));
  return [...shown].filter(({ scope }) => scope !== "background");
}
