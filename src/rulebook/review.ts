import { addEfforts } from "../core/effort.ts";
import { addMoney, formatMoney, priceEffort } from "../core/money.ts";
import { reviewVerdict } from "../core/verdict.ts";
import type { Knowledge } from "../schema/knowledge.ts";
import type { Review } from "../schema/persona.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import type { ReviewMode } from "../schema/vocabulary.ts";
import { type Candidate, proposeFromRules } from "./candidates.ts";
import { epicConfidence, isForeign, personaConfidence } from "./confidence.ts";
import { nonGoals, noticed, topicsWithoutFinding } from "./insights.ts";
import { questionsOf } from "./questions.ts";
import type { Reading } from "./reading.ts";
import { recommend, type Sized } from "./recommend.ts";
import { selectCandidates } from "./select.ts";
import type { ReviewSettings } from "./settings.ts";

export interface ReviewRequest {
  readonly persona: PersonaRegistration;
  readonly knowledge: Knowledge;
  readonly reading: Reading;
  /** Reviews of the personas before this one, in their order, whoever answered. */
  readonly earlier: readonly Review[];
  readonly mode: ReviewMode;
  readonly settings: ReviewSettings;
}

/** The persona who keeps the scope, and so is told what the description rules out. */
const SCOPE_KEEPER = "product-owner";

/** One persona's review by the rules. The same request gives the same bytes. */
export function reviewAs(request: ReviewRequest): Review {
  const { persona, knowledge, reading, mode, settings } = request;
  const { estimation } = knowledge;
  const signals = new Map(knowledge.signals.map((signal) => [signal.id, signal]));
  const earlier = request.earlier.flatMap(({ recommendations }) => recommendations);
  const facts = new Set(earlier.flatMap((recommendation) => recommendation.facts));
  const confidence = epicConfidence(reading, knowledge);
  const limits = estimation.ranking.limits[mode];

  const { ranking } = estimation;
  const proposed = proposeFromRules({ persona, reading, mode, signals, ranking, facts });
  const isVague = confidence < estimation.confidence.vague.below;
  const candidates = isVague ? proposed.filter(standsOnSomething) : proposed;
  const kept = selectCandidates(candidates, {
    topics: persona.mustAddress[mode],
    max: limits.max,
    perFocus: limits.perFocus,
    facts,
  });
  const saying = { persona: persona.name, mode, reading, signals, estimation, settings, earlier };
  const recommendations = recommend(kept, saying);
  const questions = questionsOf(persona.name, reading, knowledge, signals);
  const said = recommendations.flatMap((recommendation) => recommendation.facts);
  const situation = { reading, facts: new Set([...facts, ...said]) };
  return {
    verdict: reviewVerdict({ recommendations, questions }),
    insights: [
      // Once for the epic is enough.
      ...(isVague && request.earlier.length === 0 ? [caution(reading, knowledge)] : []),
      ...noticed(persona, situation, signals, limits.insights),
      ...(persona.name === SCOPE_KEEPER ? nonGoals(situation) : []),
      ...(isVague ? [] : topicsWithoutFinding(persona, mode, candidates)),
    ],
    recommendations,
    questions,
    costAnalysis: costOf(recommendations, persona.costCategory, settings),
    confidence: personaConfidence(confidence, kept, estimation.confidence),
    model: "rulebook",
    tokens: 0,
    version: persona.version,
  };
}

/** A vague description gets no advice that only its silence would justify. */
function standsOnSomething({ rule, signals, quantities, facts }: Candidate): boolean {
  return rule.when.always === true || signals.length + quantities.length + facts.length > 0;
}

function caution(reading: Reading, { estimation }: Knowledge): string {
  return isForeign(reading, estimation.confidence)
    ? "The rulebook reads English best and could read little of this text: take the figures as an order of magnitude."
    : "Too little of what an estimate rests on was found in the description: answer the questions first, and take the figures as an order of magnitude.";
}

function costOf(
  recommendations: readonly Sized[],
  category: string,
  { dayRate, currency }: ReviewSettings,
): Review["costAnalysis"] {
  const efforts = recommendations.map(({ effort }) => effort);
  const money = addMoney(efforts.map((effort) => priceEffort(effort, dayRate)));
  return { category, amount: formatMoney(money, currency), effort: addEfforts(efforts) };
}
