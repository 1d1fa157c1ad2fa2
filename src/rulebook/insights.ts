import type { PersonaRegistration } from "../schema/registration.ts";
import type { ReviewMode } from "../schema/vocabulary.ts";
import type { Candidate } from "./candidates.ts";
import { holds, type Situation } from "./reading.ts";
import { fewWords, fillSlots, type SignalsById } from "./slots.ts";

/** What the persona noticed: in the order of its file, so that the weightiest stand first there. */
export function noticed(
  { insights }: PersonaRegistration,
  situation: Situation,
  signals: SignalsById,
  limit: number,
): readonly string[] {
  return insights
    .filter(({ when }) => holds(when, situation))
    .slice(0, limit)
    .map(({ text }) => fillSlots(text, situation.reading, signals));
}

/** Topics that were looked at and found to need nothing, in one line. */
export function topicsWithoutFinding(
  { mustAddress }: PersonaRegistration,
  mode: ReviewMode,
  candidates: readonly Candidate[],
): readonly string[] {
  const fired = new Set(candidates.map(({ rule }) => rule.id));
  const silent = mustAddress[mode].filter(({ rules }) => !rules.some((id) => fired.has(id)));
  if (silent.length === 0) return [];
  return [`Looked at, no finding: ${silent.map(({ topic }) => topic.toLowerCase()).join("; ")}.`];
}

const MOST_NON_GOALS = 5;

/** What the description rules out, for whoever keeps the scope. */
export function nonGoals({ reading }: Situation): readonly string[] {
  const quotes = [...reading.excluded]
    .filter(([id]) => !reading.present.has(id))
    .flatMap(([, matches]) => matches.slice(0, 1))
    .toSorted((a, b) => a.start - b.start)
    .map(({ quote, sentence }) => ({ words: fewWords(quote), sentence }))
    .filter(({ words }) => words !== "")
    .map(({ words, sentence }) => `"${words}" (sentence ${sentence})`);
  if (quotes.length === 0) return [];
  const named = [...new Set(quotes)].slice(0, MOST_NON_GOALS).join(", ");
  return [`The description rules out ${named}: keep these as written non-goals.`];
}
