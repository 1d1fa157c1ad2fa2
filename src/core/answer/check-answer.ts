import type { Recommendation, Review } from "../../schema/persona.ts";
import { arrange } from "../dependencies.ts";
import { quote } from "../quote.ts";
import { reviewVerdict } from "../verdict.ts";
import { isAddressed, type Topic } from "./addressed.ts";
import { isKnownStandard } from "./known-standard.ts";
import { bareName } from "./member.ts";
import { occursIn } from "./occurs-in.ts";
import type { Coverage } from "./read-answer.ts";

/** What an answer was given to. */
export interface Asked {
  readonly description: string;
  readonly topics: readonly Topic[];
  readonly earlier: readonly Review[];
  /** Every standard of the knowledge, as it is cited. */
  readonly citations: readonly string[];
}

export interface Checked {
  readonly review: Review;
  readonly coverage: readonly Coverage[];
}

/**
 * What can be held against an answer without asking a model: a sentence each, for whoever answered
 * to mend. Empty where nothing can.
 */
export function checkAnswer(answer: Checked, asked: Asked): readonly string[] {
  const { review } = answer;
  const { recommendations } = review;
  return [
    ...openTopics(answer, asked).map(
      ({ mark, text }) =>
        `${mark} (${text}) is not addressed: recommend or ask something about it, or say in coverage why there is no need`,
    ),
    ...recommendations.flatMap((each, at) =>
      faultsOf(each, `recommendations[${at}]`, review, asked),
    ),
    ...repetitions(recommendations),
    ...contradictions(review),
  ];
}

/** What the answer says nothing about, though it must. */
export function openTopics(answer: Checked, { topics }: Asked): readonly Topic[] {
  return topics.filter((topic) => !isAddressed(topic, answer));
}

function faultsOf(
  { evidence, dependencies, references }: Recommendation,
  field: string,
  { recommendations }: Review,
  { description, earlier, citations }: Asked,
): readonly string[] {
  const known = knownIds(recommendations, earlier);
  return [
    ...evidence
      .filter((each) => !occursIn(each.quote, description))
      .map(
        (each) =>
          `${field}.evidence: ${quote(each.quote)} does not occur in the description; quote it word for word, or leave it out`,
      ),
    ...dependencies
      .filter((id) => !known.has(id))
      .map((id) => `${field}.dependencies: there is no recommendation ${quote(id)}`),
    ...references
      .filter((reference) => !isKnownStandard(reference, citations))
      .map((reference) => `${field}.references: ${quote(reference)} does not exist`),
  ];
}

export function knownIds(
  own: readonly Recommendation[],
  earlier: readonly Review[],
): ReadonlySet<string> {
  const all = [...own, ...earlier.flatMap((review) => review.recommendations)];
  return new Set(all.map(({ id }) => id));
}

function repetitions(recommendations: readonly Recommendation[]): readonly string[] {
  return (["id", "title"] as const).flatMap((member) => {
    const first = new Map<string, number>();
    return recommendations.flatMap((recommendation, at) => {
      const earlier = first.get(bareName(recommendation[member])) ?? at;
      first.set(bareName(recommendation[member]), earlier);
      if (earlier === at) return [];
      return [
        `recommendations[${at}] has the ${member} of recommendations[${earlier}]: make one of the two, or tell them apart`,
      ];
    });
  });
}

function contradictions(review: Review): readonly string[] {
  const { verdict, recommendations } = review;
  const follows = reviewVerdict(review);
  const blocking = recommendations.some(({ type }) => type === "blocking");
  return [
    ...(verdict === "READY" && follows !== "READY"
      ? [
          `verdict is READY, but something is blocking or a question blocks the estimate: it must be ${follows}`,
        ]
      : []),
    ...(verdict === "BLOCKED" && !blocking
      ? [
          "verdict is BLOCKED, but no recommendation is blocking: say what blocks, or make it CONCERNS",
        ]
      : []),
    ...recommendations
      .filter(({ type, priority }) => type === "blocking" && priority === "low")
      .map(
        ({ id }) =>
          `${id} is blocking and of low priority: make it suggested, or raise the priority`,
      ),
    ...circles(recommendations),
  ];
}

/** What `arrange` has to drop beside dependencies on others closes a circle. */
function circles(recommendations: readonly Recommendation[]): readonly string[] {
  const own = new Set(recommendations.map(({ id }) => id));
  const kept = new Map(arrange(recommendations).map(({ id, dependencies }) => [id, dependencies]));
  return recommendations.flatMap(({ id, dependencies }) =>
    dependencies
      .filter((other) => own.has(other) && kept.get(id)?.includes(other) === false)
      .map(
        (other) =>
          `${id} depends on ${other}, which closes a circle: leave one of its dependencies out`,
      ),
  );
}
