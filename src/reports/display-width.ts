/** Latin letters and punctuation: one code unit is one character is one column. */
const SIMPLE = /^[ -~\u00A1-\u00AC\u00AE-\u02FF\u2010-\u2027]*$/;
const PICTOGRAPH = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F/u;
const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11FF]$/u;
/** East Asian Wide and Fullwidth, as blocks. */
const WIDE =
  /^[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{1F200}-\u{1F265}\u{20000}-\u{3FFFD}]$/u;

let segmenter: Intl.Segmenter | undefined;

/** What a reader takes for one character. */
function* eachGrapheme(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** Columns that a text without control characters takes in a terminal. */
export function displayWidth(text: string): number {
  if (SIMPLE.test(text)) return text.length;
  let width = 0;
  for (const grapheme of eachGrapheme(text)) width += graphemeWidth(grapheme);
  return width;
}

function graphemeWidth(grapheme: string): number {
  if (PICTOGRAPH.test(grapheme)) return 2;
  return Array.from(grapheme, characterWidth).reduce((sum, width) => sum + width, 0);
}

function characterWidth(character: string): number {
  if (ZERO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** The longest beginning of a text that fits, by whole graphemes. Looks no further than it. */
export function takeColumns(text: string, columns: number): string {
  // One more than fits: a mark there would belong to the last character that does.
  if (SIMPLE.test(text.slice(0, columns + 1))) return text.slice(0, columns);
  let end = 0;
  let width = 0;
  for (const grapheme of eachGrapheme(text)) {
    width += graphemeWidth(grapheme);
    if (width > columns) break;
    end += grapheme.length;
  }
  return text.slice(0, end);
}
