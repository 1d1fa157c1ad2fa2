import type { Assessment, Margins, Team } from "../core/assessment.ts";
import { epicTitle } from "../core/title.ts";
import type { Config } from "../schema/config.ts";
import type { Knowledge } from "../schema/knowledge.ts";
import type { PersonaOutput } from "../schema/persona.ts";
import type { Priority, ReviewMode } from "../schema/vocabulary.ts";
import { baselineOf } from "./baseline.ts";
import { epicConfidence, isForeign } from "./confidence.ts";
import { conflictsOf } from "./conflicts.ts";
import { phasesOf } from "./phases.ts";
import type { Reading } from "./reading.ts";
import { risksOf } from "./risks.ts";

export interface AssessmentParts {
  readonly reading: Reading;
  readonly knowledge: Knowledge;
  readonly request: { readonly mode: ReviewMode; readonly priority?: Priority | undefined };
  readonly outputs: readonly PersonaOutput[];
  readonly settings: Config["estimation"];
}

/** The epic as a whole, whoever answered for the personas. Nothing is measured, nothing drawn. */
export function assess(parts: AssessmentParts): Assessment {
  const { reading, knowledge, request, outputs, settings } = parts;
  const { estimation } = knowledge;
  const { currency, dayRate, dayRates } = settings;
  const confidence = epicConfidence(reading, knowledge);
  const vague = confidence < estimation.confidence.vague.below;
  const recommendations = outputs.flatMap((output) => output.recommendations);
  const facts = new Set(recommendations.flatMap((recommendation) => recommendation.facts));
  const situation = { reading, facts };
  const budget = readBudget(reading, currency);
  return {
    title: epicTitle(reading.text),
    confidence,
    vague,
    priority: request.priority ?? judgePriority(parts, confidence),
    baseline: baselineOf(situation, request.mode, estimation.baseline),
    rates: { currency, dayRate, dayRates },
    margins: marginsFor(parts, confidence, vague),
    team: teamFor(parts),
    risks: risksOf({ situation, outputs, confidence, knowledge }),
    conflicts: conflictsOf(outputs, estimation),
    phases: phasesOf(request.mode, estimation.roadmap),
    limits: { budget: budget.amount, timeboxDays: reading.quantities.get("timebox")?.value },
    questionLimit: questionLimit(parts, vague),
    warnings: [...budget.warnings, ...languageWarnings(parts)],
  };
}

function judgePriority(
  { reading, knowledge, outputs }: AssessmentParts,
  confidence: number,
): Priority {
  const { priority, confidence: rules } = knowledge.estimation;
  const present = (ids: readonly string[]) => ids.some((id) => reading.present.has(id));
  const said = outputs.flatMap(({ recommendations }) => recommendations);
  const critical = said.some((recommendation) => recommendation.priority === "critical");
  if (critical && present(priority.urgent)) return "critical";
  if (critical || present(priority.pressing)) return "high";
  const blocking = said.some(({ type }) => type === "blocking");
  return confidence < rules.vague.below && !blocking ? "low" : "medium";
}

/** Low understanding costs money, and a vague description widens every range. */
function marginsFor(
  { reading, knowledge, request }: AssessmentParts,
  confidence: number,
  vague: boolean,
): Margins {
  const { cost, duration, confidence: rules } = knowledge.estimation;
  const shares = cost.contingency.filter(({ below }) => confidence < below).map(({ add }) => add);
  const extras = cost.runCost.extra
    .filter(({ signals }) => signals.some((id) => reading.present.has(id)))
    .map(({ add }) => add);
  const spread = vague ? rules.vague.spread : 1;
  return {
    contingency: Math.max(0, ...shares),
    runCost: extras.reduce((sum, add) => sum + add, cost.runCost.byMode[request.mode]),
    weeks: {
      low: Math.min(duration.spread.low, 1 / Math.sqrt(spread)),
      high: Math.max(duration.spread.high, Math.sqrt(spread)),
    },
    spread,
  };
}

/** The description knows best how many build it, then the configuration. */
function teamFor({ reading, knowledge, request, settings }: AssessmentParts): Team {
  const { teamSize, efficiency, focusFactor } = knowledge.estimation.duration;
  const named = reading.quantities.get("team")?.value ?? 0;
  const size = named > 0 ? named : (settings.teamSize ?? teamSize[request.mode]);
  // Falls with the size, so the first entry that fits is the highest of those that fit.
  const lowest = Math.min(...efficiency.map((entry) => entry.efficiency));
  const fitting = efficiency.filter(({ upTo }) => size <= upTo).map((entry) => entry.efficiency);
  return { size, efficiency: Math.max(lowest, ...fitting), focusFactor };
}

/** Where little was understood, asking is the result: never less than a standard review asks. */
function questionLimit({ knowledge, request }: AssessmentParts, vague: boolean): number {
  const { limits } = knowledge.estimation.ranking;
  const usual = limits[request.mode].questions;
  return vague ? Math.max(usual, limits.standard.questions) : usual;
}

const CURRENCIES: Readonly<Record<string, string>> = {
  $: "USD",
  usd: "USD",
  dollar: "USD",
  "€": "EUR",
  eur: "EUR",
  euro: "EUR",
  "£": "GBP",
  gbp: "GBP",
  pound: "GBP",
};

interface Budget {
  readonly amount?: number;
  readonly warnings: readonly string[];
}

/** Amounts in two currencies are not compared: the rate of the day is not ours to guess. */
function readBudget({ quantities }: Reading, currency: string): Budget {
  const budget = quantities.get("budget");
  if (!budget) return { warnings: [] };
  const unit = budget.unit?.toLowerCase().replace(/(?<=dollar|euro|pound)s$/u, "") ?? "";
  const named = CURRENCIES[unit] ?? currency;
  if (named === currency) return { amount: budget.value, warnings: [] };
  const warning = `The budget is named in ${named} and the estimate in ${currency}, so the two are not compared`;
  return { warnings: [warning] };
}

function languageWarnings({ reading, knowledge }: AssessmentParts): string[] {
  return isForeign(reading, knowledge.estimation.confidence)
    ? [
        "Little of the description is English, which is what the rulebook reads, so much may be missed",
      ]
    : [];
}
