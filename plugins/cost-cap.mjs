// @ts-check
/*
 * cost-cap: an epic that is estimated above a cap is BLOCKED, and says what could be left out.
 *
 *   plugins:
 *     - use: cost-cap
 *       options: { max: 150000, measure: high, runCostPerYear: 20000 }
 *
 * max             money in the currency of the configuration
 * measure         low, expected or high: which end of the estimate counts; expected where absent
 * runCostPerYear  a cap for operation, likewise
 * exceeded        block (the default), or refuse: the run stops, which takes failure: fatal
 */

/** @type {readonly Measure[]} */
const MEASURES = ["low", "expected", "high"];
const FROM_LEAST = ["low", "medium", "high", "critical"];

/**
 * @typedef {import("epic-creator").EpicResponse} EpicResponse
 * @typedef {"low" | "expected" | "high"} Measure
 */

/** @param {Record<string, unknown>} options */
export default function costCap(options) {
  const { max, runCostPerYear, measure, refuses } = readOptions(options);
  /** @type {import("epic-creator").WorkflowPlugin} */
  const plugin = {
    name: "cost-cap",
    version: "1.0.0",
    hooks: {
      afterCompletion(response) {
        const { total, runCostPerYear: running } = response.epic.totalCostBreakdown;
        const faults = [
          exceeded("The estimate", total.cost[measure], max, response),
          exceeded("Running it for a year", running[measure], runCostPerYear, response),
        ].flat();
        if (faults.length === 0) return response;
        if (refuses) throw Object.assign(new Error(faults.join("; ")), REFUSAL);
        const warnings = [
          ...response.epic.warnings,
          ...faults,
          ...leaveOut(response, measure, max),
        ];
        return { ...response, epic: { ...response.epic, verdict: "BLOCKED", warnings } };
      },
    },
  };
  return plugin;
}

const REFUSAL = {
  code: "BUDGET_EXCEEDED",
  hint: "take scope out of the description, or raise max",
};

/** @param {Record<string, unknown>} options */
function readOptions({
  max,
  runCostPerYear,
  measure = "expected",
  exceeded: then = "block",
  ...rest
}) {
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new Error(`there is no option "${unknown}"`);
  if (max === undefined && runCostPerYear === undefined) {
    throw new Error("options.max is missing: say how much an epic may cost, as in { max: 150000 }");
  }
  const counted = MEASURES.find((each) => each === measure);
  if (counted === undefined) {
    throw new Error(
      `options.measure must be low, expected or high, not ${JSON.stringify(measure)}`,
    );
  }
  if (then !== "block" && then !== "refuse") {
    throw new Error(`options.exceeded must be block or refuse, not ${JSON.stringify(then)}`);
  }
  return {
    max: amount("max", max),
    runCostPerYear: amount("runCostPerYear", runCostPerYear),
    measure: counted,
    refuses: then === "refuse",
  };
}

/** @param {string} name @param {unknown} value */
function amount(name, value) {
  if (value === undefined) return Infinity;
  if (typeof value === "number" && value >= 0) return value;
  throw new Error(`options.${name} must be a number of 0 or more, not ${JSON.stringify(value)}`);
}

/** @param {string} what @param {number} cost @param {number} cap @param {EpicResponse} response */
function exceeded(what, cost, cap, { epic }) {
  if (cost <= cap) return [];
  const { currency } = epic.totalCostBreakdown;
  const [shown, limit] = [cost, cap].map((money) => Math.round(money).toLocaleString("en"));
  return [`${what} of ${shown} ${currency} is above the cap of ${limit} ${currency}`];
}

/**
 * What is only suggested, the least important first, until the rest is within the cap.
 *
 * @param {EpicResponse} response @param {Measure} measure @param {number} max
 */
function leaveOut({ epic }, measure, max) {
  const { total, dayRate, contingency } = epic.totalCostBreakdown;
  let over = total.cost[measure] - max;
  if (over <= 0) return [];
  const candidates = epic.personas
    .flatMap(({ recommendations }) => recommendations)
    .filter(({ type, effort }) => type === "suggested" && effort !== undefined)
    .toSorted((a, b) => FROM_LEAST.indexOf(a.priority) - FROM_LEAST.indexOf(b.priority));
  const cut = [];
  for (const { title, effort } of candidates) {
    if (over <= 0) break;
    cut.push(title);
    over -= (effort?.[measure] ?? 0) * dayRate * (1 + contingency.share);
  }
  if (cut.length === 0) return ["Nothing that is only suggested could be left out to keep the cap"];
  const enough = over <= 0 ? "It would keep the cap without" : "Still above the cap without";
  return [`${enough}: ${cut.join("; ")}`];
}
