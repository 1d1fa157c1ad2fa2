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
  const gaps = tokens.map((token, at) => gapBefore(text, tokens[at - 1], token));
  const closed = tokens.map(({ lower }) => closedTag(lower));
  for (const [at, { lower }] of tokens.entries()) {
    const mark = at === 0 ? "stop" : markOf(gaps[at] ?? "");
    // "Check-in", "e-mail": a part of a compound is no word of its own.
    const joined = gaps[at] === "-" && !PREFIX.test(words[at - 1]?.lower ?? "");
    const known = joined ? undefined : closed[at];
    const kind: Kind = joined
      ? { tag: "noun" }
      : known !== undefined
        ? { tag: known }
        : openKind(lower, {
            words,
            mark,
            last: at === tokens.length - 1,
            nextTag: markOf(gaps[at + 1] ?? "") === "none" ? closed[at + 1] : undefined,
            lexicon,
          });
    words.push({ lower, mark, ...kind });
  }
  return words;
}

/** "Re-run" is a verb where "run" is. */
const PREFIX = /^(?:re|pre|auto|un|co|soft|dual|bulk)$/;

function gapBefore(text: string, before: Token | undefined, { start }: Token): string {
  return before ? text.slice(before.start + before.text.length, start) : "";
}

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
