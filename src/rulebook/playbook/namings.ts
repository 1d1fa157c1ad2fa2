import type { Hit, Page } from "./page.ts";
import type { ScopedSentence } from "./scope.ts";
import { pluralOf } from "./wording.ts";

/** The sentences that name a kind, each with how much that says: most in the title. */
export function namings(core: readonly string[], page: Page): ReadonlyMap<ScopedSentence, number> {
  const named = new Map<ScopedSentence, number>();
  for (const hit of page.find(core.flatMap(nameTerms))) {
    const { sentence } = hit;
    if (sentence.scope === "background") continue;
    const place = isTitle(sentence, page) ? TITLE : sentence.leading ? 2 : 1;
    const weight = isSetting(hit) || isLabel(hit) ? place * SETTING : place;
    named.set(sentence, Math.max(weight, named.get(sentence) ?? 0));
  }
  return named;
}

/** One word alone must stand there itself, or several of it: by its stem "liveness" is found in "live". */
const nameTerms = (term: string): readonly string[] =>
  /^\p{L}+$/u.test(term) ? [`+${term}`, `+${pluralOf(term)}`] : [term];

export const TITLE = 3;
/** What a thing happens in says less than the thing, and still enough in a title. */
const SETTING = 2 / 3;
export const isTitle = (sentence: ScopedSentence, page: Page): boolean =>
  sentence === page.sentences[0];

/** In "sign-in for the new booking service" the booking is where it happens, not what is built. */
function isSetting({ sentence, from, start }: Hit): boolean {
  const before = sentence.tokens.slice(Math.max(0, from - SETTING_WORDS), from);
  const at = before.findLastIndex(({ lower }) => PREPOSITIONS.has(lower));
  const [preposition, determiner, ...adjectives] = at < 0 ? [] : before.slice(at);
  if (!preposition) return false;
  if (preposition.lower === "behind") return true;
  if (!determiner) return PLACES.has(preposition.lower);
  return (
    DETERMINERS.has(determiner.lower) &&
    !adjectives.some(({ lower }) => CLAUSES.has(lower)) &&
    !/[.,;:()]/.test(sentence.text.slice(preposition.start, start))
  );
}

/** In "Search: the list runs out of memory" the word before the colon says where, not what. */
function isLabel({ sentence: { text, tokens }, to }: Hit): boolean {
  const ends = tokens.slice(to, to + 1).map(({ start, text: word }) => start + word.length);
  const after = text.slice(Math.max(...ends));
  return to < LABEL_WORDS && /^:\s+(?:\S+\s+){3}\S/.test(after);
}

const LABEL_WORDS = 3;
const SETTING_WORDS = 4;
const PREPOSITIONS: ReadonlySet<string> = new Set(
  "for in on of to into at within inside behind".split(" "),
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
