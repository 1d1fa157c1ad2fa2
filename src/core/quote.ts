/**
 * What a reader does not see, or sees elsewhere than it stands: C1 controls, soft hyphens, zero
 * widths, direction marks, separators, byte-order marks. (JSON escapes C0 and lone surrogates.)
 */
const UNSEEN =
  /[\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g;

/** The text as a double-quoted string of both JSON and YAML, on one line, with nothing hidden in it. */
export function quote(text: string): string {
  return JSON.stringify(text).replaceAll(
    UNSEEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
