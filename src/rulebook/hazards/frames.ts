import { type Phrase, phraseEndingAt, phrasesAfter } from "./phrases.ts";
import type { Word } from "./tag.ts";
import { denies } from "./words.ts";

/** An act and what it is done to. */
export interface Frame {
  /** The verb, the noun that names the act, or the word for what was done to it ("deleted"). */
  readonly at: number;
  readonly kind: "verb" | "noun" | "state";
  readonly phrases: readonly Phrase[];
}

/** Every act that a sentence speaks of and does not deny. */
export function framesOf(words: readonly Word[]): readonly Frame[] {
  return words.flatMap((word, at): readonly Frame[] => {
    const kind = kindOf(word);
    if (kind === undefined) return [];
    if (kind === "noun") {
      return isDeniedNoun(words, at) ? [] : [{ at, kind, phrases: partsOf(words, at) }];
    }
    return isDenied(words, at) ? [] : [{ at, kind, phrases: objectsOf(words, at) }];
  });
}

function kindOf({ tag, form }: Word): Frame["kind"] | undefined {
  if (tag === "adjective") return form === "past" ? "state" : undefined;
  return tag === "verb" || tag === "noun" ? tag : undefined;
}

function objectsOf(words: readonly Word[], at: number): readonly Phrase[] {
  const passive = words[at]?.form === "past" ? passiveObject(words, at, at) : undefined;
  if (passive) return [passive, ...besideOnly(phrasesAfter(words, at + 1))];
  const after = phrasesBehind(words, at);
  if (after.some(({ role }) => role === "object")) return after;
  const shared = sharedObjects(words, at);
  if (shared.length > 0) return shared;
  const subject = subjectOf(words, at);
  return subject ? [subject, ...after] : after;
}

function phrasesBehind(words: readonly Word[], at: number): readonly Phrase[] {
  const start = words[at + 1]?.tag === "adverb" ? at + 2 : at + 1;
  return words[start]?.mark === "none" ? phrasesAfter(words, start) : [];
}

/** "Memberships expire": without an object it is the subject that something happens to. */
function subjectOf(words: readonly Word[], at: number): Phrase | undefined {
  const next = words[at + 1];
  const hasMore = next?.mark === "none" && (next.tag === "subordinator" || next.tag === "to");
  if (words[at]?.form === "ing" || hasMore) return undefined;
  const before = beforeVerb(words, at);
  return words[before]?.tag === "noun"
    ? phraseEndingAt(words, subjectHead(words, before), "subject")
    : undefined;
}

/** What something was done to: it stands before "is deleted", or after "deleted" alone. */
function passiveObject(words: readonly Word[], at: number, last: number): Phrase | undefined {
  const before = beforeVerb(words, at);
  const first = at === last ? firstOfTwo(words, before, at) : undefined;
  if (first !== undefined) return passiveObject(words, first, last);
  const hadBe = words.slice(before + 1, at).some(({ tag }) => tag === "be");
  return words[before]?.tag === "noun" && (hadBe || isRightAfter(words, before, at))
    ? phraseEndingAt(words, subjectHead(words, before), "object")
    : qualifiedBy(words, at);
}

/** "The orders are packed and shipped": the second shares the subject of the first. */
function firstOfTwo(words: readonly Word[], before: number, at: number): number | undefined {
  const first = words[before]?.tag === "conjunction" ? before - 1 : before;
  return first < at - 1 && words[first]?.form === "past" ? first : undefined;
}

const isRightAfter = (words: readonly Word[], before: number, at: number): boolean =>
  before === at - 1 && words[at]?.mark === "none";

/** "Deleted accounts". */
function qualifiedBy(words: readonly Word[], at: number): Phrase | undefined {
  return words[at]?.tag === "adjective" ? phrasesBehind(words, at)[0] : undefined;
}

/** The last word before a verb that is neither auxiliary nor adverb; -1 where there is none. */
function beforeVerb(words: readonly Word[], at: number): number {
  let before = at - 1;
  while (isAuxiliary(words[before])) before -= 1;
  return before;
}

const AUXILIARY: ReadonlySet<string> = new Set(["be", "modal", "have", "adverb", "not"]);

const isAuxiliary = (word: Word | undefined): boolean =>
  word !== undefined &&
  (AUXILIARY.has(word.tag) || word.lower === "that" || word.lower === "which");

/** "The price of an item", "items bought in a bundle": what stands before is acted on. */
function subjectHead(words: readonly Word[], at: number): number {
  let head = at;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const before = wholeBefore(words, head);
    if (before === undefined) return head;
    head = before;
  }
  return head;
}

/** The noun before the preposition that a phrase stands after. */
function wholeBefore(words: readonly Word[], head: number): number | undefined {
  let at = phraseEndingAt(words, head, "object").from - 1;
  while (isOne(words[at], MODIFIERS)) at -= 1;
  if (!isOne(words[at], PREPOSITION)) return undefined;
  at -= 1;
  if (isOne(words[at], PARTICIPLES)) at -= 1;
  return words[at]?.tag === "noun" ? at : undefined;
}

const MODIFIERS: ReadonlySet<string> = new Set(["determiner", "adjective"]);
const PREPOSITION: ReadonlySet<string> = new Set(["preposition"]);
/** What a past form can be: "items bought in a bundle". */
const PARTICIPLES: ReadonlySet<string> = new Set(["verb", "adjective"]);

const isOne = (word: Word | undefined, tags: ReadonlySet<string>): boolean =>
  word?.mark === "none" && tags.has(word.tag);

const MOST_STEPS = 2;

const besideOnly = (phrases: readonly Phrase[]): readonly Phrase[] =>
  phrases.map((phrase) => ({ ...phrase, role: "beside" }));

/** "Edit, publish or delete a post": verbs in a row share what follows the last. */
function sharedObjects(words: readonly Word[], at: number): readonly Phrase[] {
  const form = words[at]?.form;
  for (const step of [1, 2]) {
    const next = words[at + step];
    const between = words.slice(at + 1, at + step);
    if (!next || next.mark === "stop" || between.some(({ tag }) => tag !== "conjunction")) break;
    if (next.tag === "verb" && next.form === form && (step === 2 || next.mark === "comma")) {
      return objectsOf(words, at + step);
    }
  }
  return [];
}

/** Of a noun that names an act: "deletion of accounts", "account deletion". */
function partsOf(words: readonly Word[], at: number): readonly Phrase[] {
  const { from } = phraseEndingAt(words, at, "object");
  const before = from < at ? [phraseEndingAt(words, at - 1, "object")] : [];
  const after = words[at + 1]?.lower === "of" ? phrasesAfter(words, at + 2).slice(0, 2) : [];
  return [...before, ...after];
}

/** "Does not delete", "without signing in", "we do not want to send". */
function isDenied(words: readonly Word[], at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - MOST_BEFORE); before -= 1) {
    const word = words[before];
    if (!word || words[before + 1]?.mark !== "none") return false;
    if (denies(word.lower) || word.lower === "than" || word.lower === "instead") return true;
    if (BEGINS.has(word.tag)) return false;
  }
  return false;
}

/** Before these something else is spoken of. */
const BEGINS: ReadonlySet<string> = new Set(["noun", "determiner", "subordinator"]);
const MOST_BEFORE = 5;

function isDeniedNoun(words: readonly Word[], at: number): boolean {
  const { from } = phraseEndingAt(words, at, "object");
  return words.slice(Math.max(0, from - 2), from).some(({ lower }) => denies(lower));
}
