import { EpicError } from "./errors.ts";
import { SECRETS } from "./secrets.ts";

/** A description as it will be reviewed, and what was noticed on the way. */
export interface ScreenedDescription {
  readonly description: string;
  /** One sentence each, for people. */
  readonly warnings: readonly string[];
}

/**
 * Looks at a description before anybody reviews it: removes what cannot be meant as text, and warns
 * of what a reader would want to know. Throws INVALID_INPUT when nothing readable is left, or when
 * it is longer than `maxBytes` of UTF-8.
 */
export function screenDescription(raw: string, maxBytes: number): ScreenedDescription {
  const bytes = Buffer.byteLength(raw);
  if (bytes > maxBytes) {
    throw new EpicError(
      "INVALID_INPUT",
      `The description has ${bytes} bytes, more than the ${maxBytes} allowed`,
      { hint: "shorten it, or raise limits.descriptionBytes in the configuration" },
    );
  }
  const unified = raw.replaceAll(/\r\n?/g, "\n");
  const description = removeInvisible(unified).trim();
  if (description === "") {
    throw new EpicError("INVALID_INPUT", "The description is empty", {
      hint: 'say what the epic is about, as in epic create "Customers can return an order online"',
    });
  }
  const warnings = [
    ...removals(unified),
    ...SECRETS.filter(({ pattern }) => pattern.test(description)).map(
      ({ what }) => `The description seems to hold ${what}; take it out and replace it`,
    ),
    ...(INJECTION.test(description)
      ? [
          "The description speaks to a model (it asks to ignore or reveal instructions); it is reviewed as text only",
        ]
      : []),
  ];
  return { description, warnings };
}

/** The text without what cannot be meant as text. */
export function removeInvisible(text: string): string {
  return text.replaceAll(INVISIBLE, "");
}

/** Control characters other than tab and line feed, byte-order marks, and bidirectional controls. */
const INVISIBLE =
  // oxlint-disable-next-line no-control-regex -- finding control characters is the point
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\uFFF9-\uFFFB]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const BIDIRECTIONAL = /[\u202A-\u202E\u2066-\u2069]/g;

function removals(text: string): readonly string[] {
  const withoutMark = text.replace(/^\uFEFF/, "");
  const bidirectional = count(withoutMark, BIDIRECTIONAL);
  const others = count(withoutMark, INVISIBLE) - bidirectional;
  return [
    ...(bidirectional > 0
      ? [
          `${counted(bidirectional, "bidirectional control")} removed, which can make text read differently than it is`,
        ]
      : []),
    ...(others > 0 ? [`${counted(others, "invisible or control character")} removed`] : []),
  ];
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

const counted = (amount: number, noun: string): string =>
  `${amount} ${noun}${amount === 1 ? " was" : "s were"}`;

const INJECTION =
  /\b(?:ignore|disregard|forget|override|reveal|print|repeat)\b[^.\n]{0,40}\b(?:previous|prior|above|earlier|all|your|system)\b[^.\n]{0,20}\b(?:instructions?|prompts?|rules|directions)\b/i;
