import type { Review } from "../../schema/persona.ts";
import { sameName } from "./member.ts";
import type { Coverage } from "./read-answer.ts";

/** What an answer has to say something about: a must-address topic, or a finding of the rulebook. */
export interface Topic {
  /** As the prompt marks it: M1, R1. */
  readonly mark: string;
  readonly text: string;
  /** A recommendation of this id speaks about it. */
  readonly id?: string;
}

/**
 * Whether an answer addresses a topic: it says by which of its parts, or why there is no need; else
 * its words must tell.
 */
export function isAddressed(
  topic: Topic,
  { review, coverage }: { readonly review: Review; readonly coverage: readonly Coverage[] },
): boolean {
  const parts = new Set([...review.recommendations, ...review.questions].map(({ id }) => id));
  if (topic.id !== undefined && parts.has(topic.id)) return true;
  const said = coverage.filter(
    (each) => sameName(each.topic, topic.text) || sameName(each.topic, topic.mark),
  );
  if (said.some(({ by, note }) => note !== "" || by.some((id) => parts.has(id)))) return true;
  return mentions(review, topic.text);
}

/** At least half of the words of the topic, whatever their ending. */
function mentions({ insights, recommendations, questions }: Review, topic: string): boolean {
  const said = [
    ...insights,
    ...recommendations.flatMap((each) => [each.title, each.description, each.acceptance]),
    ...questions.map(({ text }) => text),
  ]
    .join(" ")
    .toLowerCase();
  const words = topic.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
  const found = words.filter((word) => said.includes(word.slice(0, STEM)));
  return words.length > 0 && found.length * 2 >= words.length;
}

/** Letters that a word shares with its other forms: authorisation, authorised, authorization. */
const STEM = 6;
