import type { Signal } from "../schema/knowledge.ts";
import { HALVES, WORD } from "./characters.ts";
import type { Match, Reading } from "./reading.ts";

const SLOT = /('?)\{([^{}]*)\}('?)/g;
const MOST_WORDS = 6;
const MOST_CHARACTERS = 48;

export type SignalsById = ReadonlyMap<string, Signal>;

/**
 * Fills slots such as `{data.phi|data.pii|personal data}`: the first id that is present, else the
 * words at the end. Quotation marks around a slot stay around words of the description and go from around
 * anything else.
 */
export function fillSlots(text: string, reading: Reading, signals: SignalsById): string {
  return text.replace(SLOT, (_slot, open: string, inner: string, close: string, at: number) => {
    const end = inner.lastIndexOf("|");
    const ids = inner.slice(0, Math.max(0, end)).split("|");
    const marked = open !== "" && close !== "";
    const found = firstKnown(ids, (id) => show(id, marked, reading, signals));
    const { words, quoted } = found ?? { words: inner.slice(end + 1), quoted: false };
    if (marked && quoted) return `${open}${words}${close}`;
    const placed = at === 0 ? words.charAt(0).toUpperCase() + words.slice(1) : words;
    return marked ? placed : `${open}${placed}${close}`;
  });
}

/** Ids of the slots of a text, without the words at the end. */
export function slotIds(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(SLOT)].map(([, , inner = ""]) => inner.split("|").slice(0, -1));
}

interface Shown {
  readonly words: string;
  /** Words of the description, and not a label of ours. */
  readonly quoted: boolean;
}

function firstKnown<T>(ids: readonly string[], look: (id: string) => T | undefined): T | undefined {
  for (const id of ids) {
    const found = look(id);
    if (found !== undefined) return found;
  }
  return undefined;
}

function show(
  id: string,
  marked: boolean,
  reading: Reading,
  signals: SignalsById,
): Shown | undefined {
  const matches = reading.present.get(id) ?? [];
  const signal = signals.get(id);
  if (matches.length > 0 && signal?.slot === "label") return { words: signal.label, quoted: false };
  // Within a sentence of ours several people read better than one.
  const plural = marked ? undefined : matches.find(({ quote }) => PLURAL.test(quote));
  const source = reading.quantities.get(id) ?? plural ?? matches[0];
  return source && showMatch(source, reading);
}

const PLURAL = /(?:[^s]s|people|staff|children)$/i;

/** A capital at the beginning of a sentence says nothing about the word. */
function showMatch({ quote, sentence, start }: Match, { sentences }: Reading): Shown | undefined {
  const words = fewWords(quote);
  if (words === "") return undefined;
  const opensSentence = sentences[sentence - 1]?.start === start;
  return { words: opensSentence ? words.replace(CAPITALISED, toLower) : words, quoted: true };
}

const CAPITALISED = /^[A-Z](?=[a-z])/;

function toLower(letter: string): string {
  return letter.toLowerCase();
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
