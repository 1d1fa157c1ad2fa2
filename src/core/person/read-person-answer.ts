import { isMapping, type Mapping } from "../config.ts";
import { type FrontMatter, readFrontMatter } from "../front-matter.ts";
import { readSections } from "./sections.ts";

/** What stands above it was written by us. */
export const ANSWER_HEADING = "# Answer";

/** What a person wrote, before anybody asks whether it is a review. */
export type PersonAnswer =
  | {
      readonly kind: "read";
      /** What the review is read from. */
      readonly answer: unknown;
      /** The run and the persona that it says it is for, where it does. */
      readonly run: string | undefined;
      readonly persona: string | undefined;
    }
  | { readonly kind: "unfit"; readonly problems: readonly string[] };

/**
 * Reads a review as a person writes it: our Markdown, filled in, or JSON. Throws FrontMatterFault
 * where what stands at the top cannot be read.
 */
export function readPersonAnswer(text: string): PersonAnswer {
  if (!/^\uFEFF?---\s*\n/.test(text)) return readPlain(text);
  return readDocument(text, readFrontMatter(text, ["run", "persona", "verdict", "confidence"]));
}

/** JSON, or prose around it. */
function readPlain(text: string): PersonAnswer {
  const whole = parseJson(text);
  const named = isMapping(whole) ? whole : {};
  const nameIn = (key: string): string | undefined =>
    typeof named[key] === "string" ? named[key] : undefined;
  return { kind: "read", answer: text, run: nameIn("run"), persona: nameIn("persona") };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readDocument(text: string, front: FrontMatter): PersonAnswer {
  const said = (key: string): string | undefined => {
    const value = front.get(key)?.value;
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const verdict = said("verdict");
  if (verdict === undefined) {
    return { kind: "unfit", problems: ["verdict is empty: say READY, CONCERNS or BLOCKED"] };
  }
  const { review, unknown } = readSections(bodyOf(text));
  // Above our heading stands what we wrote; below it nothing of what a person wrote may be lost.
  if (unknown.length > 0 && text.includes(`\n${ANSWER_HEADING}`)) {
    return { kind: "unfit", problems: unknown.map(unknownSection) };
  }
  const answer: Mapping = {
    ...review,
    verdict,
    confidence: said("confidence") ?? "0.8",
  };
  return { kind: "read", answer, run: said("run"), persona: said("persona") };
}

function unknownSection(title: string): string {
  return `the section "${title}" is none of Insights, Recommendations and Questions: move what it says to one of them, or give it a heading of its own (### and a title), which makes it a recommendation`;
}

/** Below our last heading, or all of it where somebody left that out. */
function bodyOf(text: string): string {
  const lines = text.split("\n").map((line) => line.trimEnd());
  const body = lines.slice(lines.indexOf("---", 1) + 1);
  return body.slice(body.lastIndexOf(ANSWER_HEADING) + 1).join("\n");
}
