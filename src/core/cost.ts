import type { CostBreakdown, Money } from "../schema/epic.ts";
import type { PersonaOutput } from "../schema/persona.ts";
import type { Effort } from "../schema/vocabulary.ts";
import type { Assessment, Margins } from "./assessment.ts";
import { addEfforts } from "./effort.ts";
import { addMoney, priceEffort, roundMoney } from "./money.ts";
import { dayRateOf } from "./reconcile.ts";
import { couldWait } from "./waiting.ts";

/**
 * Baseline, personas and contingency make the total, in days and in money, to the last digit:
 * each leaf is rounded once, the rest is addition. Takes reconciled reviews.
 */
export function breakDownCost(
  outputs: readonly PersonaOutput[],
  {
    baseline,
    rates,
    margins,
    limits,
  }: Pick<Assessment, "baseline" | "rates" | "margins" | "limits">,
): CostBreakdown {
  const feature = {
    effort: addEfforts(baseline.map(({ effort }) => effort)),
    cost: addMoney(baseline.map(({ effort }) => priceEffort(effort, rates.dayRate))),
    parts: baseline.map(({ id, title, effort }) => ({ id, title, effort })),
  };
  const personas = outputs.map(({ persona, costAnalysis, recommendations }) => {
    const efforts = recommendations.flatMap(({ effort }) => effort ?? []);
    const dayRate = dayRateOf(rates, persona.name);
    return {
      persona: persona.name,
      category: costAnalysis.category,
      effort: addEfforts(efforts),
      cost: addMoney(efforts.map((effort) => priceEffort(effort, dayRate))),
    };
  });
  const parts = [feature, ...personas];
  const effort = addEfforts(parts.map((part) => part.effort));
  const cost = addMoney(parts.map((part) => part.cost));
  const contingency = {
    share: margins.contingency,
    effort: addEfforts([reserve(effort, margins)]),
    cost: roundMoney(reserve(cost, margins)),
  };
  const total = {
    effort: addEfforts([effort, contingency.effort]),
    cost: addMoney([cost, contingency.cost]),
  };
  return {
    currency: rates.currency,
    dayRate: rates.dayRate,
    baseline: feature,
    personas,
    contingency,
    total,
    runCostPerYear: yearly(total.cost, margins),
    ...checkBudget(limits.budget, total.cost, outputs),
  };
}

/** Of a vague description, high lies at least `spread` times above low: only the high end grows. */
function reserve({ low, high, expected }: Effort, { contingency, spread }: Margins): Effort {
  if (spread <= 1) {
    return { low: low * contingency, high: high * contingency, expected: expected * contingency };
  }
  const widened = Math.max(high * contingency, low * spread - high);
  return { low: 0, high: widened, expected: expected * contingency };
}

function yearly({ low, high, expected }: Money, { runCost }: Margins): Money {
  return roundMoney({ low: low * runCost, high: high * runCost, expected: expected * runCost });
}

function checkBudget(
  budget: number | undefined,
  { expected }: Money,
  outputs: readonly PersonaOutput[],
): Pick<CostBreakdown, "budgetCheck"> {
  if (budget === undefined) return {};
  const over = Math.max(0, expected - budget);
  return { budgetCheck: { budget, over, couldWait: over > 0 ? couldWait(outputs) : [] } };
}
