import type { Assessment, Margins, Team } from "../core/assessment.ts";
import { epicTitle } from "../core/title.ts";
import type { Config } from "../schema/config.ts";
import type { Knowledge } from "../schema/knowledge.ts";
import type { PersonaOutput } from "../schema/persona.ts";
import type { Priority, ReviewMode } from "../schema/vocabulary.ts";
import { baselineOf } from "./baseline.ts";
import { epicConfidence, isForeign, isUnsure, isVague } from "./confidence.ts";
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
  const unsure = isUnsure(confidence, knowledge);
  const recommendations = outputs.flatMap((output) => output.recommendations);
  const facts = new Set(recommendations.flatMap((recommendation) => recommendation.facts));
  const situation = { reading, facts };
  const budget = readBudget(reading, currency);
  return {
    title: epicTitle(reading.text),
    confidence,
    vague: isVague(confidence, reading, knowledge),
    priority: request.priority ?? judgePriority(parts, confidence),
    baseline: baselineOf(situation, request.mode, estimation.baseline),
    rates: { currency, dayRate, dayRates },
    margins: marginsFor(parts, confidence, unsure),
    team: teamFor(parts),
    risks: risksOf({ situation, outputs, confidence, knowledge }),
    conflicts: conflictsOf(outputs, estimation),
    phases: phasesOf(request.mode, estimation.roadmap),
    limits: { budget: budget.amount, timeboxDays: reading.quantities.get("timebox")?.value },
    questionLimit: questionLimit(parts, unsure),
    warnings: [...budget.warnings, ...readingWarnings(parts, confidence)],
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
  return confidence < rules.unsure.below && !blocking ? "low" : "medium";
}

/** Low understanding costs money, and too little of it widens every range. */
function marginsFor(
  { reading, knowledge, request }: AssessmentParts,
  confidence: number,
  unsure: boolean,
): Margins {
  const { cost, duration, confidence: rules } = knowledge.estimation;
  const shares = cost.contingency.filter(({ below }) => confidence < below).map(({ add }) => add);
  const extras = cost.runCost.extra
    .filter(({ signals }) => signals.some((id) => reading.present.has(id)))
    .map(({ add }) => add);
  const spread = unsure ? rules.unsure.spread : 1;
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
function questionLimit({ knowledge, request }: AssessmentParts, unsure: boolean): number {
  const { limits } = knowledge.estimation.ranking;
  const usual = limits[request.mode].questions;
  return unsure ? Math.max(usual, limits.standard.questions) : usual;
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

function readingWarnings({ reading, knowledge }: AssessmentParts, confidence: number): string[] {
  if (isForeign(reading, knowledge.estimation.confidence)) {
    return [
      "Little of the description is English, which is what the rulebook reads, so much may be missed",
    ];
  }
  if (!isUnsure(confidence, knowledge) || isVague(confidence, reading, knowledge)) return [];
  return [
    "The rulebook knows little of this kind of work, so what it does not mention may still matter",
  ];
}
