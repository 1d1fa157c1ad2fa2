import type { EpicResponse } from "../schema/epic.ts";

/** The keys of an object in the order of its schema, each with those of the objects below it. */
type Keys = readonly (string | readonly [key: string, below: Keys])[];

const RANGE: Keys = ["low", "high", "expected"];
const EFFORT = ["effort", RANGE] as const;
const COST = ["cost", RANGE] as const;

const QUESTION: Keys = ["id", "text", "askedBy", "blocksEstimate", "assumption"];

const RECOMMENDATION: Keys = [
  "id",
  "title",
  "type",
  "priority",
  "estimatedCost",
  "description",
  "dependencies",
  ["evidence", ["quote", "sentence"]],
  "acceptance",
  "references",
  "focus",
  "facts",
  EFFORT,
];

const PERSONA: Keys = [
  "schemaVersion",
  ["persona", ["name", "reviewOrder", "status", "executionTime"]],
  "verdict",
  "insights",
  ["recommendations", RECOMMENDATION],
  ["questions", QUESTION],
  ["costAnalysis", ["category", "amount", EFFORT]],
  "confidence",
  ["metadata", ["model", "tokens", "version", "source", "hash"]],
];

const METADATA: Keys = [
  "taskId",
  "createdAt",
  "completedAt",
  "reviewMode",
  "devopsEnforced",
  "totalExecutionTime",
  "requestedBy",
  "project",
  "ticket",
  ["recalled", ["ticket", "title", "source"]],
  "program",
  "rulebook",
  ["plugins", ["name", "version", "code"]],
];

const COSTS: Keys = [
  "currency",
  "dayRate",
  ["baseline", [EFFORT, COST, ["parts", ["id", "title", EFFORT]]]],
  ["personas", ["persona", "category", EFFORT, COST]],
  ["contingency", ["share", EFFORT, COST]],
  ["total", [EFFORT, COST]],
  ["runCostPerYear", RANGE],
  ["budgetCheck", ["budget", "over", "couldWait"]],
];

const DURATION: Keys = [
  "lowWeeks",
  "highWeeks",
  "criticalPathDays",
  "criticalPath",
  "teamSize",
  ["deadlineCheck", ["timeboxWeeks", "overWeeks", "couldWait"]],
];

const PHASE: Keys = ["id", "title", "exit", "recommendations", EFFORT, "startDay", "endDay"];

const RISK: Keys = ["id", "text", "likelihood", "impact", "score", "level", "owner", "mitigatedBy"];

const EPIC: Keys = [
  "id",
  "title",
  "description",
  "priority",
  "estimatedDuration",
  "budget",
  "status",
  "verdict",
  "confidence",
  ["metadata", METADATA],
  ["personas", PERSONA],
  ["implementationRoadmap", PHASE],
  ["totalCostBreakdown", COSTS],
  ["duration", DURATION],
  ["riskAssessment", ["level", ["risks", RISK]]],
  ["questions", QUESTION],
  ["conflicts", ["id", "between", "personas", "resolution", "decider"]],
  ["gaps", ["persona", "reason"]],
  "warnings",
];

const SUMMARY: Keys = [
  "totalRecommendations",
  "blockingCount",
  "suggestedCount",
  "estimatedTotalCost",
  "personasCompleted",
  "personasSkipped",
];

const RESPONSE: Keys = ["schemaVersion", ["epic", EPIC], ["summary", SUMMARY]];

/**
 * The same epic, its keys as `epicResponseSchema` has them, so that it is the same bytes whether it
 * was just made or read back. Without the schema itself: to load that takes longer than a review. A
 * test holds the two to one another.
 */
export function inSchemaOrder(response: EpicResponse): EpicResponse {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same members in another order
  return order(response, RESPONSE) as EpicResponse;
}

function order(value: unknown, keys: Keys): unknown {
  if (Array.isArray(value)) return value.map((each) => order(each, keys));
  const given = new Map<string, unknown>(Object.entries(Object(value)));
  const ordered: Record<string, unknown> = {};
  for (const entry of keys) {
    const [key, below] = typeof entry === "string" ? [entry] : entry;
    const member = given.get(key);
    if (member === undefined) continue;
    ordered[key] = below === undefined ? member : order(member, below);
  }
  return ordered;
}
