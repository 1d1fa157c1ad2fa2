import type { PersonaOutput, Recommendation } from "../schema/persona.ts";
import type { Rates } from "./assessment.ts";
import { arrange } from "./dependencies.ts";
import { addEfforts, settleEffort } from "./effort.ts";
import { addMoney, formatCost, formatMoney, priceEffort } from "./money.ts";

/**
 * Reviews as parts of one epic: in review order whatever order they finished in, ids told apart,
 * dependencies that exist and form no circle, figures rounded and priced alike. What the rulebook
 * said under the same settings comes out as it went in.
 */
export function reconcile(outputs: readonly PersonaOutput[], rates: Rates): PersonaOutput[] {
  const named = tellApart(inReviewOrder(outputs));
  const everything = arrange(named.flatMap(({ recommendations }) => recommendations));
  const kept = new Map(everything.map(({ id, dependencies }) => [id, new Set(dependencies)]));
  return named.map((output) => {
    const recommendations = output.recommendations.map((recommendation) => {
      const dependencies = new Set(recommendation.dependencies);
      const known = [...dependencies].filter((id) => kept.get(recommendation.id)?.has(id));
      return { ...recommendation, dependencies: known };
    });
    return price({ ...output, recommendations }, rates);
  });
}

export function dayRateOf({ dayRate, dayRates }: Rates, persona: string): number {
  return dayRates[persona] ?? dayRate;
}

/** Not in the order of the plan: personas that review at once stand in it by their levels. */
function inReviewOrder(outputs: readonly PersonaOutput[]): PersonaOutput[] {
  return outputs.toSorted(
    ({ persona: a }, { persona: b }) => a.reviewOrder - b.reviewOrder || (a.name < b.name ? -1 : 1),
  );
}

/** The first persona keeps an id; a later one puts its name before it. */
function tellApart(outputs: readonly PersonaOutput[]): PersonaOutput[] {
  const taken = new Set<string>();
  return outputs.map((output) => {
    const own = new Map<string, string>();
    const named = output.recommendations.map((recommendation) => {
      const id = freeId(recommendation.id, output.persona.name, taken);
      taken.add(id);
      if (!own.has(recommendation.id)) own.set(recommendation.id, id);
      return { recommendation, id };
    });
    const recommendations = named.map(({ recommendation, id }) => rename(recommendation, id, own));
    return { ...output, recommendations };
  });
}

/** A persona means its own recommendation where it has one of that id. */
function rename(
  recommendation: Recommendation,
  id: string,
  own: ReadonlyMap<string, string>,
): Recommendation {
  const dependencies = recommendation.dependencies.map((each) => own.get(each) ?? each);
  return { ...recommendation, id, dependencies };
}

function freeId(id: string, persona: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  const prefixed = `${persona}-${id}`;
  let free = prefixed;
  for (let count = 2; taken.has(free); count += 1) free = `${prefixed}-${count}`;
  return free;
}

function price(output: PersonaOutput, rates: Rates): PersonaOutput {
  const dayRate = dayRateOf(rates, output.persona.name);
  const recommendations = output.recommendations.map((recommendation) =>
    priceRecommendation(recommendation, dayRate, rates.currency),
  );
  const efforts = recommendations.flatMap(({ effort }) => effort ?? []);
  if (efforts.length === 0) return { ...output, recommendations };
  const cost = addMoney(efforts.map((effort) => priceEffort(effort, dayRate)));
  const amount = formatMoney(cost, rates.currency);
  const costAnalysis = { ...output.costAnalysis, amount, effort: addEfforts(efforts) };
  return { ...output, recommendations, costAnalysis };
}

function priceRecommendation(
  recommendation: Recommendation,
  dayRate: number,
  currency: string,
): Recommendation {
  if (!recommendation.effort) return recommendation;
  const effort = settleEffort(recommendation.effort);
  return { ...recommendation, effort, estimatedCost: formatCost(effort, dayRate, currency) };
}
