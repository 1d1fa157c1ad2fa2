import { isMapping, type Mapping } from "../config.ts";
import { parseLenientJson } from "./lenient-json.ts";
import { sameName } from "./member.ts";

/** The object that holds the review, or what is there instead. */
export type FoundAnswer =
  /** `cut` where the text ended before the object did. */
  | { readonly kind: "found"; readonly answer: Mapping; readonly cut: boolean }
  | { readonly kind: "none"; readonly problem: string };

/** A review is known by these members, in whatever casing. */
const MEMBERS = [
  "recommendations",
  "insights",
  "verdict",
  "questions",
  "costAnalysis",
  "confidence",
];

const LONGEST = 4_000_000;

/**
 * Finds the review in what somebody answered: an object, or text with JSON in it, be it between
 * prose and fences, within another object (`{"result": "…"}`), or broken off. Of several objects,
 * as where a model drafts before it answers, the fullest one counts, and of equals the last.
 */
export function findAnswer(answer: unknown): FoundAnswer {
  if (typeof answer === "string") {
    if (answer.trim() === "") return { kind: "none", problem: "the answer is empty" };
    if (answer.length > LONGEST) {
      const problem = `the answer has ${answer.length} characters, more than the ${LONGEST} that are read`;
      return { kind: "none", problem };
    }
  }
  const found = candidatesIn(answer, 0);
  const most = Math.max(0, ...found.map(fullness));
  const best = found.findLast((candidate) => fullness(candidate) === most);
  if (best && most > 0) return { kind: "found", ...best };
  return { kind: "none", problem: `the answer holds no review: ${whatInstead(answer, found)}` };
}

interface Candidate {
  readonly answer: Mapping;
  readonly cut: boolean;
}

const fullness = ({ answer }: Candidate): number =>
  MEMBERS.filter((member) => Object.keys(answer).some((key) => sameName(key, member))).length;

/** Wrappers are not wrapped more often than this. */
const DEEPEST = 4;

function candidatesIn(value: unknown, depth: number): readonly Candidate[] {
  if (typeof value === "string") {
    return objectsIn(value).flatMap((object) => {
      const inner = candidatesIn(object.value, depth + 1);
      return object.cut ? inner.map(({ answer }) => ({ answer, cut: true })) : inner;
    });
  }
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => candidatesIn(entry, depth + 1));
  if (!isMapping(value)) return [];
  const own = { answer: value, cut: false };
  if (fullness(own) > 0) return [own];
  return [own, ...Object.values(value).flatMap((member) => candidatesIn(member, depth + 1))];
}

/** Each text that breaks off is read to its end, so a text full of openings must not cost a lot. */
const MOST_CUT = 5;

function objectsIn(text: string): readonly { readonly value: unknown; readonly cut: boolean }[] {
  const found = [];
  let cuts = 0;
  let at = text.search(/[{[]/);
  while (at !== -1 && cuts < MOST_CUT) {
    const result = parseLenientJson(text, at);
    if (result.kind === "value") found.push(result);
    const isCut = result.kind === "value" && result.cut;
    if (isCut) cuts += 1;
    // What seemed to be cut may be prose with a bracket in it, and the answer behind it.
    at = nextOpening(text, isCut ? at + 1 : result.kind === "value" ? result.end : result.at);
  }
  return found;
}

function nextOpening(text: string, from: number): number {
  const opening = /[{[]/g;
  opening.lastIndex = from;
  return opening.exec(text)?.index ?? -1;
}

function whatInstead(answer: unknown, found: readonly Candidate[]): string {
  const [first] = found;
  if (first) {
    const keys = Object.keys(first.answer).slice(0, 5).join(", ");
    return keys === "" ? "it is an empty object" : `it is an object with ${keys}`;
  }
  return typeof answer === "string" ? "there is no JSON object in it" : "it is no object";
}
