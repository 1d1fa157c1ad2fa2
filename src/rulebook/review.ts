import { addEfforts } from "../core/effort.ts";
import { addMoney, formatMoney, priceEffort } from "../core/money.ts";
import { reviewVerdict } from "../core/verdict.ts";
import type { Knowledge } from "../schema/knowledge.ts";
import type { Question, Review } from "../schema/persona.ts";
import { type AdviceRequest, chooseAdvice } from "./advice.ts";
import { epicConfidence, isForeign, isUnsure, isVague, personaConfidence } from "./confidence.ts";
import { nonGoals, noticed } from "./insights.ts";
import { askFromPlaybooks } from "./playbook/ask.ts";
import { questionsOf } from "./questions.ts";
import type { Reading } from "./reading.ts";
import { recommend, type Sized } from "./recommend.ts";
import type { ReviewSettings } from "./settings.ts";

export interface ReviewRequest extends AdviceRequest {
  /** Reviews of the personas before this one, in their order, whoever answered. */
  readonly earlier: readonly Review[];
  readonly settings: ReviewSettings;
}

/** The persona who keeps the scope, and so is told what the description rules out. */
const SCOPE_KEEPER = "product-owner";

/** One persona's review by the rules. The same request gives the same bytes. */
export function reviewAs(request: ReviewRequest): Review {
  const { persona, knowledge, reading, mode, settings, scene } = request;
  const { estimation } = knowledge;
  const signals = new Map(knowledge.signals.map((signal) => [signal.id, signal]));
  const earlier = request.earlier.flatMap(({ recommendations }) => recommendations);
  const facts = new Set(earlier.flatMap((recommendation) => recommendation.facts));
  const confidence = epicConfidence(reading, knowledge);
  const unsure = isUnsure(confidence, knowledge);
  const { kept, silence } = chooseAdvice(request, { signals, facts, unsure });
  const saying = { persona: persona.name, mode, reading, signals, estimation, settings, earlier };
  const recommendations = recommend(kept, saying);
  const ofKind = scene ? askFromPlaybooks(persona.name, scene) : [];
  const open = questionsOf(persona.name, reading, knowledge, signals);
  const questions = ofKind.length > 0 ? ofKind : onKnownGround(open, reading);
  const said = recommendations.flatMap((recommendation) => recommendation.facts);
  const situation = { reading, facts: new Set([...facts, ...said]) };
  return {
    verdict: reviewVerdict({ recommendations, questions }),
    insights: [
      // Once for the epic is enough.
      ...(unsure && request.earlier.length === 0 ? [caution(confidence, reading, knowledge)] : []),
      ...noticed(persona, situation, signals, estimation.ranking.limits[mode].insights),
      ...(persona.name === SCOPE_KEEPER ? nonGoals(situation) : []),
      ...silence,
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

/** Of a kind that is known, only what the estimate hangs on is still asked in general. */
function onKnownGround(questions: readonly Question[], { kinds }: Reading): Question[] {
  return questions.filter(({ blocksEstimate }) => blocksEstimate || kinds.length === 0);
}

function caution(confidence: number, reading: Reading, knowledge: Knowledge): string {
  const roughly = "take the figures as an order of magnitude";
  if (isForeign(reading, knowledge.estimation.confidence)) {
    return `The rulebook reads English best and could read little of this text: ${roughly}.`;
  }
  return isVague(confidence, reading, knowledge)
    ? `Too little of what an estimate rests on was found in the description: answer the questions first, and ${roughly}.`
    : `The rulebook knows little of this kind of work: let somebody who knows the field read the description too, and ${roughly}.`;
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
