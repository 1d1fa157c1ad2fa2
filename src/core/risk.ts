import type { EpicResponse, Risk, RiskLevel } from "../schema/epic.ts";
import type { RiskCandidate, RiskModel } from "./assessment.ts";

type RiskAssessment = EpicResponse["epic"]["riskAssessment"];

const LEVELS: readonly RiskLevel[] = ["low", "medium", "high", "critical"];

interface RiskCircumstances {
  /** Ids of all recommendations of the epic. */
  readonly ids: ReadonlySet<string>;
  /** The plan ends after the time box. */
  readonly late: boolean;
}

/** Worst first. The epic is as risky as its worst risk, and one level worse when many are high. */
export function assessRisk(model: RiskModel, { ids, late }: RiskCircumstances): RiskAssessment {
  const known = new Set(model.candidates.map(({ id }) => id));
  const added = late && model.late && !known.has(model.late.id) ? [model.late] : [];
  const risks = [...model.candidates, ...added]
    .map((candidate) => scoreRisk(candidate, ids, model))
    .toSorted((a, b) => b.score - a.score);
  return { level: overallLevel(risks, model), risks };
}

function scoreRisk(candidate: RiskCandidate, ids: ReadonlySet<string>, model: RiskModel): Risk {
  const score = candidate.likelihood * candidate.impact;
  const mitigatedBy = candidate.mitigatedBy.filter((id) => ids.has(id));
  return { ...candidate, score, level: levelOf(score, model), mitigatedBy };
}

function levelOf(score: number, { levels }: RiskModel): RiskLevel {
  return levels.find(({ from }) => score >= from)?.level ?? "low";
}

function overallLevel(risks: readonly Risk[], { escalateAt }: RiskModel): RiskLevel {
  const ranks = risks.map(({ level }) => LEVELS.indexOf(level));
  const high = ranks.filter((rank) => rank >= LEVELS.indexOf("high")).length;
  const worst = Math.max(0, ...ranks);
  return LEVELS[high >= escalateAt ? worst + 1 : worst] ?? "critical";
}
