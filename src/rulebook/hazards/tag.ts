import type { Token } from "../playbook/tokens.ts";
import type { Lexicon, VerbForm } from "./lexicon.ts";
import { isBaseVerb, isGerund, isPastVerb, isPresentVerb, type Place } from "./verbs.ts";
import { closedTag, type Tag } from "./words.ts";

/** A word of a sentence and what it is there. */
export interface Word {
  readonly lower: string;
  readonly tag: Tag;
  /** Of a verb, or of what was made an adjective of one. */
  readonly form?: VerbForm;
  /** A mark stands before it: a comma, or one that ends a clause. */
  readonly mark: "none" | "comma" | "stop";
}

/** Tags every word by the words around it. `text` is what the tokens were cut from. */
export function tagWords(text: string, tokens: readonly Token[], lexicon: Lexicon): Word[] {
  const words: Word[] = [];
  const places = tokens.map(({ lower, start, text: own }, at) => {
    const gap = text.slice(start + own.length, tokens[at + 1]?.start);
    return { lower, gap, closed: closedTag(lower) };
  });
  for (const [at, { lower, gap, closed }] of places.entries()) {
    const [before, after] = [places[at - 1], places[at + 1]];
    const mark = before ? markOf(before.gap) : "stop";
    const known = inCompound(lower, before, gap) ?? closed;
    const nextTag = after && markOf(gap) === "none" ? after.closed : undefined;
    const kind: Kind = known
      ? { tag: known }
      : openKind(lower, { words, mark, last: !after, nextTag, lexicon });
    words.push({ lower, mark, ...kind });
  }
  return words;
}

/** "Check-in", "e-mail": a part of a compound is no word of its own; "re-run" is a verb where "run" is. */
function inCompound(
  lower: string,
  before: { readonly lower: string; readonly gap: string } | undefined,
  gap: string,
): Tag | undefined {
  if (gap === "-" && PREFIX.test(lower)) return "adverb";
  return before?.gap === "-" && !PREFIX.test(before.lower) ? "noun" : undefined;
}

const PREFIX = /^(?:re|pre|auto|un|co|soft|dual|bulk)$/;

function markOf(gap: string): Word["mark"] {
  if (/[.;:!?()[\]{}"“”–—|*]|\s-\s/.test(gap)) return "stop";
  return /[,/]/.test(gap) ? "comma" : "none";
}

type Kind = Pick<Word, "tag" | "form">;

/** Of a word that is a noun, a verb or an adjective. */
function openKind(lower: string, around: Omit<Place, "mostlyNoun" | "previous">): Kind {
  const { words, lexicon } = around;
  const known = lexicon.formOf(lower);
  if (!known) return { tag: lexicon.isAdjective(lower) ? "adjective" : "noun" };
  const previous = words.findLast(({ tag }) => tag !== "adverb" && tag !== "not");
  const place = { ...around, previous, mostlyNoun: lexicon.isMostlyNoun(known.base) };
  const { form } = known;
  if (VERBS[form](place)) return { tag: "verb", form };
  if (form === "past") return { tag: "adjective", form };
  return form === "base" ? participleOrNoun(lower, previous) : { tag: "noun" };
}

const VERBS: Readonly<Record<VerbForm, (place: Place) => boolean>> = {
  base: isBaseVerb,
  s: isPresentVerb,
  past: isPastVerb,
  ing: isGerund,
};

/** "Is set", "was cut": base form and participle at once. */
function participleOrNoun(lower: string, previous: Word | undefined): Kind {
  return previous?.tag === "be" && /^(?:set|cut|put|read|run|split|shut|reset)$/.test(lower)
    ? { tag: "verb", form: "past" }
    : { tag: "noun" };
}
