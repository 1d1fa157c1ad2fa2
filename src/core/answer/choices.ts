import type { Priority, RecommendationType, Verdict } from "../../schema/vocabulary.ts";

/** What models write for each word of ours, without case, spaces and hyphens. */
const TYPES: Readonly<Record<RecommendationType, RegExp>> = {
  blocking: /^(?:block(?:ing|er|s)?|must(?:have)?|required|mandatory)$/,
  suggested:
    /^(?:suggest(?:ed|ion)|should(?:have)?|could(?:have)?|nicetohave|optional|recommended|nonblocking|advisory)$/,
};

const PRIORITIES: Readonly<Record<Priority, RegExp>> = {
  critical: /^(?:critical|highest|urgent|p0|severe)$/,
  high: /^(?:high|major|p1)$/,
  medium: /^(?:medium|moderate|normal|med|p2)$/,
  low: /^(?:low|lowest|minor|trivial|p3|p4)$/,
};

const VERDICTS: Readonly<Record<Verdict, RegExp>> = {
  READY: /^(?:ready|approved?|pass(?:ed)?|go)$/,
  CONCERNS: /^(?:concerns?|needswork|approvedwithconcerns|conditional)$/,
  BLOCKED: /^(?:blocked|rejected?|fail(?:ed)?|nogo)$/,
};

export const readType = (value: unknown) => choose(TYPES, value);
export const readPriority = (value: unknown) => choose(PRIORITIES, value);
export const readVerdict = (value: unknown) => choose(VERDICTS, value);

function choose<T extends string>(
  words: Readonly<Record<T, RegExp>>,
  value: unknown,
): T | undefined {
  if (typeof value !== "string") return undefined;
  const word = value.toLowerCase().replaceAll(/[^a-z\d]/g, "");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a record of T are T
  return (Object.keys(words) as T[]).find((choice) => words[choice].test(word));
}
