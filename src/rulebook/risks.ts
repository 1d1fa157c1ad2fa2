import type { RiskCandidate, RiskModel } from "../core/assessment.ts";
import { PRIORITY_RANK } from "../core/priority.ts";
import type { RiskSource } from "../schema/estimation.ts";
import type { Knowledge } from "../schema/knowledge.ts";
import type { PersonaOutput } from "../schema/persona.ts";
import { holds, type Situation } from "./reading.ts";
import { fillSlots, type SignalsById } from "./slots.ts";

/** The risk of a plan that ends after its time box. */
const LATE = "schedule-fixed-date";

type Advised = Pick<PersonaOutput, "persona" | "recommendations">;

interface Circumstances {
  readonly situation: Situation;
  readonly outputs: readonly Advised[];
  readonly confidence: number;
  readonly knowledge: Knowledge;
}

/** Risks of the catalogue that this epic runs, made likelier or less so by what was recommended. */
export function risksOf(circumstances: Circumstances): RiskModel {
  const { situation, knowledge } = circumstances;
  const { catalogue, levels, escalateAt } = knowledge.estimation.risk;
  const signals = new Map(knowledge.signals.map((signal) => [signal.id, signal]));
  const general = catalogue
    .filter(({ when }) => holds(when, situation))
    .map((source) => adjust(source, circumstances, signals));
  const late = catalogue.find(({ id }) => id === LATE);
  return {
    candidates: [...general.filter(isOfThisEpic(circumstances)), ...ownRisks(circumstances)],
    late: late && adjust(late, circumstances, signals),
    levels,
    escalateAt,
  };
}

/** On a known kind a general risk that nothing here answers says nothing about this epic. */
function isOfThisEpic({ situation: { reading } }: Circumstances) {
  return ({ id, mitigatedBy }: RiskCandidate): boolean =>
    reading.kinds.length === 0 || mitigatedBy.length > 0 || STATED.has(id);
}

/** These rest on what the description itself states: a date, a budget. */
const STATED: ReadonlySet<string> = new Set([LATE, "budget-overrun"]);

/** What a blocking recommendation keeps from happening is a risk, where the catalogue has none for it. */
function ownRisks({ outputs, knowledge }: Circumstances): readonly RiskCandidate[] {
  const { catalogue, own } = knowledge.estimation.risk;
  const known = new Set(catalogue.flatMap(({ mitigatedBy }) => mitigatedBy));
  return outputs
    .flatMap(({ persona, recommendations }) =>
      recommendations.map((recommendation) => ({ owner: persona.name, ...recommendation })),
    )
    .filter(({ id, type }) => type === "blocking" && !known.has(id))
    .toSorted((a, b) => PRIORITY_RANK[a.priority] - PRIORITY_RANK[b.priority])
    .slice(0, own.most)
    .map(({ id, priority, description, owner }) => ({
      id: `risk-${id}`,
      text: firstSentence(description),
      owner,
      mitigatedBy: [id],
      likelihood: own.likelihood,
      impact: own.impact[priority],
    }));
}

/** The reason of a recommendation begins with what goes wrong without it. */
function firstSentence(description: string): string {
  const line = description.replace(/\n.*/s, "");
  return line.replace(/(?<=[.!?])\s.*/, "").replace(/\.$/, "");
}

function adjust(
  { id, text, owner, mitigatedBy, likelihood, impact }: RiskSource,
  { situation: { reading }, outputs, confidence, knowledge }: Circumstances,
  signals: SignalsById,
): RiskCandidate {
  const { unmitigated, mitigated, lowConfidence, grave } = knowledge.estimation.risk.adjust;
  const said = outputs
    .flatMap(({ recommendations }) => recommendations)
    .filter((recommendation) => mitigatedBy.includes(recommendation.id));
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
