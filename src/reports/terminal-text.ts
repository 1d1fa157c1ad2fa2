const ESC = "\u001B";

/** CSI ("[31m"), OSC and the other string sequences (title, hyperlink, clipboard), two-character ones. */
const ESCAPE_SEQUENCES = new RegExp(
  `${ESC}\\[[0-?]*[ -/]*[@-~]|${ESC}[\\]PX^_][^\u0007${ESC}]*(?:\u0007|${ESC}\\\\)|${ESC}[ -~]|\u009B[0-?]*[ -/]*[@-~]`,
  "g",
);
const BREAKS = /[\s\u0085\u2028\u2029]+/gu;
/** Joiners stay: emoji and several scripts are spelt with them. */
const INVISIBLE = /[\p{Cc}\p{Bidi_Control}]|(?![\u200C\u200D])\p{Cf}/gu;
const HALF_CHARACTERS = /\p{Cs}/gu;
const PRINTABLE_ASCII = /^[!-~](?:[ -~]*[!-~])?$/;

/**
 * Foreign text as one line that is safe to show: escape sequences, control characters and
 * characters that reorder or hide text are gone, white space is single spaces, ends are trimmed.
 */
export function oneLine(text: string): string {
  if (PRINTABLE_ASCII.test(text) && !text.includes("  ")) return text;
  return text
    .replace(ESCAPE_SEQUENCES, "")
    .replace(BREAKS, " ")
    .replace(INVISIBLE, "")
    .replace(HALF_CHARACTERS, "\uFFFD")
    .replace(/ {2,}/g, " ")
    .trim();
}
