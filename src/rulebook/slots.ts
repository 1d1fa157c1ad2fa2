import type { Signal } from "../schema/knowledge.ts";
import { HALVES, WORD } from "./characters.ts";
import type { Match, Reading } from "./reading.ts";

const SLOT = /('?)\{([^{}]*)\}('?)/g;
const MOST_WORDS = 6;
const MOST_CHARACTERS = 48;

export type SignalsById = ReadonlyMap<string, Signal>;

/**
 * Fills slots such as `{data.phi|data.pii|personal data}`: the first id that is present, else the
 * words at the end. Quotation marks around a slot stay around words of the description and go around
 * anything else.
 */
export function fillSlots(text: string, reading: Reading, signals: SignalsById): string {
  return text.replace(SLOT, (_slot, open: string, inner: string, close: string, at: number) => {
    const end = inner.lastIndexOf("|");
    const fallback = inner.slice(end + 1);
    const ids = inner.slice(0, Math.max(0, end)).split("|");
    const shown = firstKnown(ids, (id) => show(id, reading, signals)) ?? plain(fallback);
    const marked = open !== "" && close !== "";
    if (marked && shown.quoted) return `${open}${shown.quote}${close}`;
    const words = at === 0 ? capitalise(shown.words) : shown.words;
    return marked ? words : `${open}${words}${close}`;
  });
}

/** Ids of the slots of a text, without the words at the end. */
export function slotIds(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(SLOT)].map(([, , inner = ""]) => inner.split("|").slice(0, -1));
}

interface Shown {
  /** As it reads in a sentence of ours. */
  readonly words: string;
  /** As it stands in the description. */
  readonly quote: string;
  readonly quoted: boolean;
}

function plain(words: string): Shown {
  return { words, quote: words, quoted: false };
}

function firstKnown<T>(ids: readonly string[], look: (id: string) => T | undefined): T | undefined {
  for (const id of ids) {
    const found = look(id);
    if (found !== undefined) return found;
  }
  return undefined;
}

function show(id: string, reading: Reading, signals: SignalsById): Shown | undefined {
  const [match] = reading.present.get(id) ?? [];
  const signal = signals.get(id);
  if (match && signal?.slot === "label") return plain(signal.label);
  const source = reading.quantities.get(id) ?? match;
  return source && showMatch(source, reading);
}

function showMatch(source: Match, { sentences }: Reading): Shown | undefined {
  const quote = fewWords(source.quote);
  if (quote === "") return undefined;
  const opensSentence = sentences[source.sentence - 1]?.start === source.start;
  const words = opensSentence ? quote.replace(/^\p{Lu}(?=\p{Ll})/u, toLower) : quote;
  return { words, quote, quoted: true };
}

function toLower(letter: string): string {
  return letter.toLowerCase();
}

function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const SOME_WORD = new RegExp(`[${WORD}${HALVES}]`);
const TRAILING = new RegExp(`[^${WORD}${HALVES}%€$£)]+$`);

/**
 * Words of the description as they may stand in a sentence of ours: on one line, without markup or
 * characters that change what is seen, and not many. Empty where nothing readable is left.
 */
export function fewWords(quote: string): string {
  const words = tidy(quote).split(" ").slice(0, MOST_WORDS);
  while (words.join(" ").length > MOST_CHARACTERS) words.pop();
  const shown = words.join(" ").replace(TRAILING, "");
  return SOME_WORD.test(shown) ? shown : "";
}

const PLAIN = /^[ -~]*$/;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** A quote on one line, without what a reader cannot see. The words stay as they are. */
export function tidy(quote: string): string {
  // Almost all quotes are plain, and the class below is slow to compile.
  const visible = PLAIN.test(quote) ? quote : quote.replace(HIDDEN, " ");
  return visible
    .replace(/[*_`<>|#{}[\]\\]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
