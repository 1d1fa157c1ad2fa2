// @ts-check
/*
 * severity-policy: a house's own opinion of how grave things are.
 *
 *   plugins:
 *     - use: severity-policy
 *       options:
 *         rules:
 *           - { match: { reference: GDPR }, set: { type: blocking, priority: critical } }
 *           - { match: { persona: accessibility-advocate, priority: low }, set: { type: suggested } }
 *         verdict:
 *           - { is: BLOCKED, blocking: 5 }
 *           - { is: BLOCKED, critical: 1, mode: enterprise }
 *
 * rules    the first one that matches a recommendation counts. match takes persona, id, title and
 *          description (text that occurs in it), reference, focus, type and priority; all must hold.
 *          A review whose recommendations changed gets the verdict that they call for.
 * verdict  makes the verdict of the epic at least this bad, where it has so many recommendations
 *          that block, or are critical and block.
 */

const PRIORITIES = ["critical", "high", "medium", "low"];
const TYPES = ["blocking", "suggested"];
const VERDICTS = ["READY", "CONCERNS", "BLOCKED"];
const MATCHED = ["persona", "id", "title", "description", "reference", "focus", "type", "priority"];

/**
 * @typedef {import("epic-creator").Recommendation} Recommendation
 * @typedef {import("epic-creator").PersonaOutput} PersonaOutput
 * @typedef {import("epic-creator").EpicResponse} EpicResponse
 * @typedef {{ match: Record<string, string>, set: Partial<Pick<Recommendation, "type" | "priority">> }} Rule
 * @typedef {{ is: PersonaOutput["verdict"], blocking?: number, critical?: number, mode?: string }} VerdictRule
 */

/** @param {Record<string, unknown>} options */
export default function severityPolicy({ rules = [], verdict = [], ...rest }) {
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new Error(`there is no option "${unknown}"`);
  const severities = listOf("rules", rules).map(readRule);
  const verdicts = listOf("verdict", verdict).map(readVerdictRule);
  if (severities.length + verdicts.length === 0) throw new Error("it has no rules");
  /** @type {import("epic-creator").WorkflowPlugin} */
  const plugin = {
    name: "severity-policy",
    version: "1.0.0",
    hooks: {
      ...(severities.length > 0 && {
        afterPersona: (persona, output) => judge(persona, output, severities),
      }),
      ...(verdicts.length > 0 && { afterCompletion: (epic) => raise(epic, verdicts) }),
    },
  };
  return plugin;
}

/** @param {string} persona @param {PersonaOutput} output @param {readonly Rule[]} rules */
function judge(persona, output, rules) {
  let changed = false;
  const recommendations = output.recommendations.map((recommendation) => {
    const rule = rules.find(({ match }) => matches(persona, recommendation, match));
    if (!rule) return recommendation;
    changed = true;
    return { ...recommendation, ...rule.set };
  });
  if (!changed) return output;
  return { ...output, recommendations, verdict: verdictOf({ ...output, recommendations }) };
}

/** @param {string} persona @param {Recommendation} recommendation @param {Record<string, string>} match */
function matches(persona, recommendation, match) {
  const { id, title, description, references, focus, type, priority } = recommendation;
  /** @type {Record<string, boolean>} */
  const holds = {
    persona: persona === match["persona"],
    id: id === match["id"],
    title: includes(title, match["title"]),
    description: includes(description, match["description"]),
    reference: references.some((reference) => includes(reference, match["reference"])),
    focus: focus === match["focus"],
    type: type === match["type"],
    priority: priority === match["priority"],
  };
  return Object.keys(match).every((key) => holds[key]);
}

/** @param {string} text @param {string | undefined} part */
const includes = (text, part = "") => text.toLowerCase().includes(part.toLowerCase());

/**
 * As the program itself judges a review: docs/adr/2026-11-20-verdict.md.
 *
 * @param {PersonaOutput} output
 * @returns {PersonaOutput["verdict"]}
 */
function verdictOf({ recommendations, questions }) {
  const blocking = recommendations.filter(({ type }) => type === "blocking");
  const unsized = questions.some(({ blocksEstimate }) => blocksEstimate);
  if (unsized && blocking.some(({ priority }) => priority === "critical")) return "BLOCKED";
  return blocking.length > 0 || unsized ? "CONCERNS" : "READY";
}

/** @param {EpicResponse} response @param {readonly VerdictRule[]} rules */
function raise(response, rules) {
  const { epic } = response;
  const blocking = epic.personas
    .flatMap(({ recommendations }) => recommendations)
    .filter(({ type }) => type === "blocking");
  const critical = blocking.filter(({ priority }) => priority === "critical");
  const applying = rules.filter(
    (rule) =>
      (rule.mode === undefined || rule.mode === epic.metadata.reviewMode) &&
      blocking.length >= (rule.blocking ?? 0) &&
      critical.length >= (rule.critical ?? 0) &&
      VERDICTS.indexOf(rule.is) > VERDICTS.indexOf(epic.verdict),
  );
  const [worst] = applying.toSorted((a, b) => VERDICTS.indexOf(b.is) - VERDICTS.indexOf(a.is));
  if (!worst) return response;
  const counted = `${blocking.length} blocking, ${critical.length} of them critical`;
  const warning = `The verdict is ${worst.is} by severity-policy, not ${epic.verdict}: ${counted}`;
  return {
    ...response,
    epic: { ...epic, verdict: worst.is, warnings: [...epic.warnings, warning] },
  };
}

/** @param {string} name @param {unknown} value */
function listOf(name, value) {
  if (Array.isArray(value)) return value;
  throw new Error(`options.${name} must be a list`);
}

/** @param {unknown} value @param {number} at @returns {Rule} */
function readRule(value, at) {
  const where = `options.rules[${at}]`;
  const { match, set } = Object(value);
  for (const key of Object.keys(Object(match))) oneOf(`${where}.match`, "key", key, MATCHED);
  for (const key of Object.keys(Object(set)))
    oneOf(`${where}.set`, "key", key, ["type", "priority"]);
  if (Object.keys(Object(match)).length === 0)
    throw new Error(`${where}.match is missing or empty`);
  if (Object.keys(Object(set)).length === 0) throw new Error(`${where}.set is missing or empty`);
  if (set.type !== undefined) oneOf(`${where}.set`, "type", set.type, TYPES);
  if (set.priority !== undefined) oneOf(`${where}.set`, "priority", set.priority, PRIORITIES);
  return { match, set };
}

/** @param {unknown} value @param {number} at @returns {VerdictRule} */
function readVerdictRule(value, at) {
  const where = `options.verdict[${at}]`;
  const { is, blocking, critical, mode } = Object(value);
  for (const key of Object.keys(Object(value))) {
    oneOf(where, "key", key, ["is", "blocking", "critical", "mode"]);
  }
  oneOf(where, "is", is, VERDICTS);
  if (blocking === undefined && critical === undefined) {
    throw new Error(`${where} says neither blocking nor critical: from how many on does it count?`);
  }
  return { is, blocking, critical, mode };
}

/** @param {string} where @param {string} what @param {unknown} value @param {readonly string[]} known */
function oneOf(where, what, value, known) {
  if (known.includes(String(value))) return;
  throw new Error(`${where}: the ${what} ${JSON.stringify(value)} is none of ${known.join(", ")}`);
}
