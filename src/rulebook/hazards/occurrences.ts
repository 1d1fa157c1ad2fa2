import type { HazardIndex } from "../../schema/hazard.ts";
import type { Token } from "../playbook/tokens.ts";
import { singularOf } from "./lexicon.ts";

/** Where a term of the index stands in a sentence. */
export interface Occurrence {
  readonly term: number;
  readonly from: number;
  readonly to: number;
}

/** Every term of the index that a sentence shows. */
export function occurrencesIn(
  tokens: readonly Token[],
  { terms, starts }: Pick<HazardIndex, "terms" | "starts">,
): readonly Occurrence[] {
  return tokens.flatMap((token, at) => {
    const key = keyOf(token);
    // A word of the text may be the name of something that every object has.
    const begun = Object.hasOwn(starts, key) ? starts[key] : undefined;
    return (begun ?? []).flatMap((term) => {
      const [, ...rest] = `${terms[term]}`.split(" ");
      const to = matchRest(rest, tokens, at);
      return to === undefined ? [] : [{ term, from: at, to }];
    });
  });
}

/** How words are compared: by stem, save those whose stem is that of an unrelated word. */
export function keyOf({ lower, stem }: Token): string {
  return UNLIKE.test(lower) ? singularOf(lower) : stem;
}

const UNLIKE =
  /^(?:important(?:ly)?|importance|generals?|generally|organic|university|universal|universe|police|policed|communit(?:y|ies)|publicity|policies|policy|relative|relatively|objective|objectives|subjective|directory|directories|direct|directly|director|directors|several|severe|custom|customs|customary|customer|customers|customi[sz]ed?|new|news|past|paste|pasted|notable|notably|expertise|experts?|actual|actually|active|activity|activities|really|realit(?:y|ies))$/;

function matchRest(
  rest: readonly string[],
  tokens: readonly Token[],
  from: number,
): number | undefined {
  let last = from;
  for (const key of rest) {
    const next = tokens[last + 1];
    if (!next) return undefined;
    const skip = SKIPPED.has(next.lower) && keyOf(next) !== key ? 2 : 1;
    const token = tokens[last + skip];
    if (!token || keyOf(token) !== key) return undefined;
    last += skip;
  }
  return last;
}

/** May stand inside a term: "part of the order", "share their link". */
const SKIPPED = new Set("a an the their your his her its our them him it".split(" "));
