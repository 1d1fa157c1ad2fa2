import type { Lexicon } from "./lexicon.ts";
import type { Word } from "./tag.ts";
import type { Tag } from "./words.ts";

/** A word that may be a verb, with what stands around it. */
export interface Place {
  /** Before it. */
  readonly words: readonly Word[];
  /** The nearest of them that is neither an adverb nor "not". */
  readonly previous: Word | undefined;
  readonly mark: Word["mark"];
  /** It is the last word. */
  readonly last: boolean;
  /** Of the next word, where that is of a closed class and no mark stands between. */
  readonly nextTag: Tag | undefined;
  /** Its base form is more often a noun. */
  readonly mostlyNoun: boolean;
  readonly lexicon: Lexicon;
}

type Rule = (place: Place, previous: Word) => boolean;
type Rules = Readonly<Partial<Record<Tag, Rule>>>;

const always: Rule = () => true;

/** By what stands before: whether the base form ("share") is a verb there. */
const BASE: Rules = {
  to: always,
  modal: always,
  pronoun: (place, { lower }) => /^(?:we|they|you|i)$/.test(lower) || isClearly(place),
  subordinator: (place) => isClearly(place),
  conjunction: (place) =>
    follows(place.words, "base") && (!place.mostlyNoun || place.nextTag !== "preposition"),
  noun: (place, { lower }) => {
    if (!/s$|people|staff/.test(lower)) return false;
    if (place.lexicon.isPerson(lower)) return place.nextTag !== "be" && place.nextTag !== "modal";
    return isClearly(place);
  },
  // "Subscribe, cancel and resubscribe".
  verb: ({ mostlyNoun }, { form }) => form === "base" && !mostlyNoun,
};

export function isBaseVerb(place: Place): boolean {
  const { previous, mark, last } = place;
  if (last && previous?.tag === "noun") return false;
  if (!previous || mark === "stop") return isClearly(place);
  return BASE[previous.tag]?.(place, previous) ?? false;
}

const PRESENT: Rules = {
  pronoun: always,
  subordinator: always,
  conjunction: (place) => follows(place.words, "s") && isClearly(place),
  noun: (place, { lower }) =>
    !/[^su]s$/.test(lower) && (isClearly(place) || place.lexicon.isPerson(lower)),
};

/** Whether a form in -s is a verb. */
export function isPresentVerb(place: Place): boolean {
  const { previous } = place;
  return previous !== undefined && (PRESENT[previous.tag]?.(place, previous) ?? false);
}

const PAST: Rules = {
  be: always,
  have: always,
  pronoun: always,
  subordinator: always,
  noun: ({ last, nextTag }) => last || (nextTag !== undefined && nextTag !== "be"),
  conjunction: ({ words, last, nextTag }) =>
    nextTag === "preposition" || (follows(words, "past") && (last || nextTag !== undefined)),
  verb: ({ nextTag }) => nextTag === "preposition" || nextTag === "conjunction",
};

/** Whether a form in -ed is a verb; else it stands for a quality: "deleted accounts". */
export function isPastVerb(place: Place): boolean {
  const { previous } = place;
  return previous !== undefined && (PAST[previous.tag]?.(place, previous) ?? false);
}

const GERUND: Rules = {
  determiner: () => false,
  adjective: () => false,
  noun: ({ lexicon, mark }, { lower }) => lexicon.isPerson(lower) && mark === "none",
};

/** Whether a form in -ing is a verb. */
export function isGerund(place: Place): boolean {
  const { previous, last, nextTag } = place;
  if (last) return previous?.tag === "be";
  const rule = previous && GERUND[previous.tag];
  if (rule) return rule(place, previous);
  return nextTag !== "be" && nextTag !== "modal" && nextTag !== "conjunction";
}

/** It is seldom a noun, or what follows begins an object. */
function isClearly({ mostlyNoun, nextTag }: Place): boolean {
  return !mostlyNoun || (nextTag !== undefined && AFTER_VERB.has(nextTag));
}

const AFTER_VERB: ReadonlySet<string> = new Set(["determiner", "pronoun", "to", "particle"]);

/** Whether a verb of that form stands shortly before: "creates a list and shares it". */
function follows(words: readonly Word[], form: Word["form"]): boolean {
  return words.slice(-FAR).some((word) => word.tag === "verb" && word.form === form);
}

const FAR = 7;
