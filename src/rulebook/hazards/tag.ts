import type { Token } from "../playbook/tokens.ts";
import type { Lexicon, VerbForm } from "./lexicon.ts";
import { closedTag, type Tag } from "./words.ts";

/** A word of a sentence and what it is there. */
export interface Word {
  readonly lower: string;
  readonly tag: Tag;
  /** Of a verb. */
  readonly form?: VerbForm;
  /** A mark stands before it: a comma, or one that ends a clause. */
  readonly mark: "none" | "comma" | "stop";
  /** A hyphen joins it to the word before. */
  readonly joined: boolean;
}

/** Tags every word by the words around it. `text` is what the tokens were cut from. */
export function tagWords(text: string, tokens: readonly Token[], lexicon: Lexicon): Word[] {
  const words: Word[] = [];
  for (const [at, { lower, start }] of tokens.entries()) {
    const before = tokens[at - 1];
    const gap = before ? text.slice(before.start + before.text.length, start) : "";
    const next = tokens[at + 1]?.lower;
    const mark = markOf(gap, at);
    const place = { words, mark, next, nextTag: nextTagOf(text, tokens, at) };
    const joined = gap === "-";
    words.push({ lower, joined, mark, ...kindOf(lower, joined, place, lexicon) });
  }
  return words;
}

/** Of the word after it, where that is of a closed class and no mark stands between. */
function nextTagOf(text: string, tokens: readonly Token[], at: number): Tag | undefined {
  const [token, next] = tokens.slice(at, at + 2);
  if (!token || !next) return undefined;
  const gap = text.slice(token.start + token.text.length, next.start);
  return /^\s*$/.test(gap) ? closedTag(next.lower) : undefined;
}

interface Place {
  /** Before it. */
  readonly words: readonly Word[];
  readonly mark: Word["mark"];
  readonly next: string | undefined;
  /** Where it is of a closed class. */
  readonly nextTag: Tag | undefined;
}

type Kind = Pick<Word, "tag" | "form">;

function markOf(gap: string, at: number): Word["mark"] {
  if (at === 0 || /[.;:!?()[\]{}"“”–—|*]|\s-\s/.test(gap)) return "stop";
  return /[,/]/.test(gap) ? "comma" : "none";
}

function kindOf(lower: string, joined: boolean, place: Place, lexicon: Lexicon): Kind {
  if (joined) return { tag: "noun" };
  const closed = closedTag(lower);
  if (closed !== undefined) return { tag: closed };
  const known = lexicon.formOf(lower);
  if (!known) return { tag: lexicon.isAdjective(lower) ? "adjective" : "noun" };
  const { base, form } = known;
  const asVerb: Kind = { tag: "verb", form };
  const previous = place.words.findLast(({ tag }) => tag !== "adverb" && tag !== "not");
  const seen: Seen = { ...place, previous, lexicon, mostlyNoun: lexicon.isMostlyNoun(base) };
  switch (form) {
    case "base":
      return isBaseVerb(seen) ? asVerb : participleOrNoun(lower, seen);
    case "s":
      return isPresentVerb(seen) ? asVerb : { tag: "noun" };
    case "past":
      return { tag: isPastVerb(seen) ? "verb" : "adjective", form };
    case "ing":
      return isGerund(seen) ? asVerb : { tag: "noun" };
  }
}

interface Seen extends Place {
  readonly previous: Word | undefined;
  readonly lexicon: Lexicon;
  readonly mostlyNoun: boolean;
}

/** "Is set" and "was cut": forms that are base and participle at once. */
function participleOrNoun(lower: string, { previous }: Seen): Kind {
  const participle = /^(?:set|cut|put|read|run|split|sent|shut|reset)$/.test(lower);
  return participle && previous?.tag === "be" ? { tag: "verb", form: "past" } : { tag: "noun" };
}

const startsPhrase = (tag: Tag | undefined): boolean =>
  tag === "determiner" || tag === "pronoun" || tag === "to";

function isBaseVerb(seen: Seen): boolean {
  const { previous, words, mark, nextTag, next, mostlyNoun, lexicon } = seen;
  if (next === undefined && previous?.tag === "noun") return false;
  if (previous === undefined || mark === "stop") return !mostlyNoun || startsPhrase(nextTag);
  switch (previous.tag) {
    case "to":
    case "modal":
      return true;
    case "pronoun":
    case "subordinator":
      return !mostlyNoun || startsPhrase(nextTag);
    case "conjunction":
      return follows(words, "base") && (!mostlyNoun || nextTag !== "preposition");
    case "noun":
      if (!/s$|people|staff/.test(previous.lower)) return commaVerb(seen);
      if (lexicon.isPerson(previous.lower)) return nextTag !== "be" && nextTag !== "modal";
      return !mostlyNoun || startsPhrase(nextTag);
    default:
      return commaVerb(seen);
  }
}

/** "Subscribe, cancel and resubscribe": in a row of verbs. */
function commaVerb({ words, previous, mostlyNoun }: Seen): boolean {
  return previous?.tag === "verb" && previous.form === "base" && !mostlyNoun && words.length > 1;
}

function isPresentVerb({ previous, nextTag, mostlyNoun, lexicon, words }: Seen): boolean {
  if (previous === undefined) return false;
  switch (previous.tag) {
    case "pronoun":
    case "subordinator":
      return true;
    case "conjunction":
      return follows(words, "s") && (!mostlyNoun || startsPhrase(nextTag));
    case "noun":
      if (/[^su]s$/.test(previous.lower)) return false;
      return !mostlyNoun || lexicon.isPerson(previous.lower) || startsPhrase(nextTag);
    default:
      return false;
  }
}

function isPastVerb({ previous, nextTag, next }: Seen): boolean {
  switch (previous?.tag) {
    case "be":
    case "have":
    case "pronoun":
    case "subordinator":
      return true;
    case "noun":
      return next === undefined || (nextTag !== undefined && nextTag !== "be");
    case "conjunction":
    case "verb":
      return nextTag === "preposition" || nextTag === "conjunction";
    default:
      return false;
  }
}

function isGerund({ previous, nextTag, next, lexicon, mark }: Seen): boolean {
  if (next === undefined) return previous?.tag === "be";
  switch (previous?.tag) {
    case "determiner":
    case "adjective":
      return false;
    case "noun":
      return lexicon.isPerson(previous.lower) && mark === "none";
    default:
      return nextTag !== "be" && nextTag !== "modal" && nextTag !== "conjunction";
  }
}

/** Whether a verb of that form stands shortly before: "sort and filter", "creates a list and shares". */
function follows(words: readonly Word[], form: VerbForm): boolean {
  return words.slice(-FAR).some((word) => word.tag === "verb" && word.form === form);
}

const FAR = 7;
