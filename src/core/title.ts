/** In characters as a person counts them, the ellipsis included. */
const LONGEST = 80;
/** A word border further in front would leave too little of the text. */
const SHORTEST = 40;
/** A title stands at the beginning or nowhere. */
const LOOKED_AT = 2000;

const UNTITLED = "Untitled epic";

/** Headings that name the kind of text and not the epic. */
const GENERIC =
  /^(?:(?:epic|title|summary|description|overview|background|context|introduction|goals?|problem|user story|feature|request)(?: (?:statement|description))?)$/iu;

/**
 * What to call an epic: its first heading, else its first sentence, without Markdown, cut at a
 * word border. Never empty.
 */
export function epicTitle(description: string): string {
  const start = description.trimStart().slice(0, LOOKED_AT);
  for (const paragraph of paragraphsOf(withoutInvisible(start))) {
    const text = plainText(paragraph).replace(/^(?:epic|title|summary)\s*[:：]\s*/iu, "");
    const sentence = firstSentence(text).replace(/(?<![.…])[.:;,。]$/u, "");
    if (/[\p{L}\p{N}]/u.test(sentence) && !GENERIC.test(sentence)) return shorten(sentence);
  }
  return UNTITLED;
}

/** Controls, direction marks, zero-width characters, half surrogate pairs: seen by nobody. */
function withoutInvisible(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/gu, "\n")
    .replaceAll(
      /[\p{Cc}](?<![\n\t])|\p{Cs}|[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\u00AD\uFEFF]/gu,
      "",
    );
}

/** A heading is a paragraph of its own; fences, front matter, rules and comments are none. */
function paragraphsOf(text: string): string[] {
  const prose = text
    .replace(/^---\n[^]*?\n---(?:\n|$)/u, "")
    .replaceAll(/<!--[^]*?(?:-->|$)/gu, "")
    .replaceAll(/^(```|~~~)[^]*?(?:^\1[^\n]*$|(?![^]))/gmu, "\n")
    .replaceAll(/^[ \t]*(?:[-*_=][ \t]*){3,}$/gmu, "\n")
    .replaceAll(/^[ \t]{0,3}(#{1,6}[ \t].*)$/gmu, "\n$1\n")
    .replaceAll(/^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+/gmu, "\n");
  return prose.split(/\n\s*\n/u);
}

function plainText(paragraph: string): string {
  return paragraph
    .replaceAll(/^[ \t]*(?:#{1,6}[ \t]+(?:\d+(?:\.\d+)*[.)]?[ \t]+)?|>+[ \t]?)/gmu, "")
    .replaceAll(/[ \t]+#+[ \t]*$/gmu, "")
    .replaceAll(/^\s*\[[ xX]\]\s+/gu, "")
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/gu, "$1")
    .replaceAll(/<\/?[a-z][^>]*>/giu, "")
    .replaceAll(/(\*{1,3}|`+|~~)(?=\S)([^]*?\S)\1/gu, "$2")
    .replaceAll(/(?<!\w)_{1,3}(?=\S)([^]*?\S)_{1,3}(?!\w)/gu, "$1")
    .replaceAll(/\s+/gu, " ")
    .trim();
}

/** Ends at a mark before a new beginning; "vs. Stripe" and initials are no ends. */
function firstSentence(text: string): string {
  for (const { index, 0: mark } of text.matchAll(/[.!?](?=\s+[^\s\p{Ll}])|[。！？]/gu)) {
    const before = text.slice(0, index);
    if (
      mark !== "." ||
      !/(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|incl|mr|mrs|ms|dr|st|no|\p{L})$/iu.test(before)
    ) {
      return before + mark;
    }
  }
  return text;
}

function shorten(text: string): string {
  const room = roomOf(text);
  if (room === text) return text;
  return `${room.slice(0, cutAt(text, room)).replace(/[\s,;:.([{"'–—-]+$/u, "")}…`;
}

/** The text, or as much of it as fits with an ellipsis behind. */
function roomOf(text: string): string {
  if (text.length <= LONGEST) return text;
  // One code unit is one character here, and to load the rules of all others takes a while.
  if (!/[^\u0020-\u02FF\u2010-\u2027]/u.test(text)) return text.slice(0, LONGEST - 1);
  const characters = [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)];
  const last = characters[LONGEST - 1];
  return last && characters.length > LONGEST ? text.slice(0, last.index) : text;
}

/**
 * The last space that leaves enough, else the last word border (Japanese has no spaces), else
 * anywhere between two characters.
 */
function cutAt(text: string, room: string): number {
  const space = text.slice(0, room.length + 1).search(/\s\S*$/u);
  if (space >= SHORTEST) return space;
  let border = 0;
  for (const { index } of new Intl.Segmenter("en", { granularity: "word" }).segment(text)) {
    if (index <= room.length) border = index;
  }
  return border >= SHORTEST ? border : room.length;
}
