import type { RiskCandidate, RiskModel } from "../core/assessment.ts";
import type { RiskSource } from "../schema/estimation.ts";
import type { Knowledge } from "../schema/knowledge.ts";
import type { Recommendation } from "../schema/persona.ts";
import { holds, type Situation } from "./reading.ts";
import { fillSlots, type SignalsById } from "./slots.ts";

/** The risk of a plan that ends after its time box. */
const LATE = "schedule-fixed-date";

interface Circumstances {
  readonly situation: Situation;
  readonly recommendations: readonly Recommendation[];
  readonly confidence: number;
  readonly knowledge: Knowledge;
}

/** Risks of the catalogue that this epic runs, made likelier or less so by what was recommended. */
export function risksOf(circumstances: Circumstances): RiskModel {
  const { situation, knowledge } = circumstances;
  const { catalogue, levels, escalateAt } = knowledge.estimation.risk;
  const signals = new Map(knowledge.signals.map((signal) => [signal.id, signal]));
  const candidates = catalogue
    .filter(({ when }) => holds(when, situation))
    .map((source) => adjust(source, circumstances, signals));
  const late = catalogue.find(({ id }) => id === LATE);
  return {
    candidates,
    late: late && adjust(late, circumstances, signals),
    levels,
    escalateAt,
  };
}

function adjust(
  { id, text, owner, mitigatedBy, likelihood, impact }: RiskSource,
  { situation: { reading }, recommendations, confidence, knowledge }: Circumstances,
  signals: SignalsById,
): RiskCandidate {
  const { unmitigated, mitigated, lowConfidence, grave } = knowledge.estimation.risk.adjust;
  const said = recommendations.filter((recommendation) => mitigatedBy.includes(recommendation.id));
  const isBlocking = said.some(({ type }) => type === "blocking");
  const isGrave = grave.signals.some((signal) => reading.present.has(signal));
  return {
    id,
    text: fillSlots(text, reading, signals),
    owner,
    mitigatedBy: said.map((recommendation) => recommendation.id),
    likelihood: rate(
      likelihood +
        (isBlocking ? 0 : unmitigated) +
        (said.length >= mitigated.atLeast ? mitigated.value : 0) +
        (confidence < lowConfidence.below ? lowConfidence.likelihood : 0),
    ),
    impact: rate(impact + (isGrave ? grave.impact : 0)),
  };
}

function rate(value: number): number {
  return Math.min(5, Math.max(1, value));
}
