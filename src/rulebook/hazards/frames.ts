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
  const word = words[at];
  if (word?.form === "past") {
    const subject = passiveSubject(words, at);
    if (subject) return [subject, ...besideOnly(phrasesAfter(words, at + 1))];
  }
  const start = words[at + 1]?.tag === "adverb" ? at + 2 : at + 1;
  const after = words[start]?.mark === "none" ? phrasesAfter(words, start) : [];
  if (after.some(({ role }) => role === "object")) return after;
  const shared = sharedObjects(words, at);
  if (shared.length > 0) return shared;
  const subject = subjectOf(words, at);
  return subject ? [subject, ...after] : after;
}

/** "Memberships expire": without an object it is the subject that something happens to. */
function subjectOf(words: readonly Word[], at: number): Phrase | undefined {
  if (words[at]?.form === "ing") return undefined;
  let before = at - 1;
  while (before >= 0 && isBetween(words[before])) before -= 1;
  return words[before]?.tag === "noun"
    ? phraseEndingAt(words, subjectHead(words, before), "subject")
    : undefined;
}

/** "Is" and the like stand before: what is acted on stands before them. */
function passiveSubject(words: readonly Word[], at: number): Phrase | undefined {
  let before = at - 1;
  while (before >= 0 && isBetween(words[before])) before -= 1;
  const hadBe = words.slice(before + 1, at).some(({ tag }) => tag === "be");
  const reduced = before === at - 1 && words[at]?.mark === "none";
  if (before < 0 || (!hadBe && !reduced)) {
    return words[at]?.tag === "adjective" ? adjectiveObject(words, at) : undefined;
  }
  const word = words[before];
  if (word?.tag === "verb" && hadBe) return sharedSubject(words, before);
  if (word?.tag !== "noun") {
    return words[at]?.tag === "adjective" ? adjectiveObject(words, at) : undefined;
  }
  return phraseEndingAt(words, subjectHead(words, before), "object");
}

/** "Deleted accounts". */
function adjectiveObject(words: readonly Word[], at: number): Phrase | undefined {
  return words[at + 1]?.mark === "none" ? phrasesAfter(words, at + 1)[0] : undefined;
}

const isBetween = (word: Word | undefined): boolean =>
  word?.tag === "be" ||
  word?.tag === "modal" ||
  word?.tag === "have" ||
  word?.tag === "adverb" ||
  word?.tag === "not" ||
  word?.lower === "that" ||
  word?.lower === "which";

/** "The orders are packed and shipped": the second verb shares the subject of the first. */
function sharedSubject(words: readonly Word[], first: number): Phrase | undefined {
  return words[first]?.form === "past" ? passiveSubject(words, first) : undefined;
}

/** "The price of an item": the phrase before the preposition is what is acted on. */
function subjectHead(words: readonly Word[], at: number): number {
  let head = at;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const { from } = phraseEndingAt(words, head, "object");
    let before = from - 1;
    while (before >= 0 && isModifier(words[before])) before -= 1;
    const earlier = words[before - 1];
    if (words[before]?.lower !== "of" || earlier?.tag !== "noun") return head;
    head = before - 1;
  }
  return head;
}

const MOST_STEPS = 2;

const isModifier = (word: Word | undefined): boolean =>
  (word?.tag === "determiner" || word?.tag === "adjective") && word.mark === "none";

const besideOnly = (phrases: readonly Phrase[]): readonly Phrase[] =>
  phrases.map((phrase) => ({ ...phrase, role: "beside" }));

/** "Edit, publish or delete a post": verbs in a row share what follows the last. */
function sharedObjects(words: readonly Word[], at: number): readonly Phrase[] {
  const { form } = words[at] ?? {};
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
  let before = at - 1;
  let steps = 0;
  while (before >= 0 && steps < MOST_BEFORE && words[before + 1]?.mark === "none") {
    const word = words[before];
    if (word && denies(word.lower)) return true;
    if (word?.lower === "than" || word?.lower === "instead") return true;
    if (word?.tag === "noun" || word?.tag === "determiner" || word?.tag === "subordinator") break;
    before -= 1;
    steps += 1;
  }
  return false;
}

const MOST_BEFORE = 5;

function isDeniedNoun(words: readonly Word[], at: number): boolean {
  const { from } = phraseEndingAt(words, at, "object");
  return words.slice(Math.max(0, from - 2), from).some(({ lower }) => denies(lower));
}
