import type { ConfigLayer, Mapping } from "./config.ts";
import { isMapping, valueAt } from "./config.ts";
import { suggest } from "./suggest.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that set a value of the configuration, for CI. */
export const CONFIG_VARIABLES = {
  EPIC_MODE: ["coordination", "defaultMode"],
  /** For every persona, also for those that have a time of their own below. */
  EPIC_TIMEOUT: ["coordination", "defaultTimeout"],
  EPIC_WORKFLOW_TIMEOUT: ["coordination", "workflowTimeout"],
  EPIC_AGENT_TIMEOUT: ["coordination", "agentTimeout"],
  EPIC_NETWORK_TIMEOUT: ["coordination", "networkTimeout"],
  EPIC_MAX_RETRIES: ["coordination", "maxRetries"],
  EPIC_CACHE_TTL: ["coordination", "cacheTTL"],
  EPIC_MAX_CONCURRENT: ["performance", "maxConcurrentPersonas"],
  EPIC_MEMORY_LIMIT: ["performance", "memoryLimit"],
  EPIC_CHECKPOINT_INTERVAL: ["performance", "checkpointInterval"],
  EPIC_DESCRIPTION_BYTES: ["limits", "descriptionBytes"],
  EPIC_CACHE_BYTES: ["limits", "cacheBytes"],
  EPIC_CURRENCY: ["estimation", "currency"],
  EPIC_DAY_RATE: ["estimation", "dayRate"],
  EPIC_TEAM_SIZE: ["estimation", "teamSize"],
  EPIC_TEAM_EXPERIENCE: ["estimation", "teamExperience"],
  EPIC_FAIL_ON: ["gate", "failOn"],
  EPIC_LOG_LEVEL: ["log", "level"],
} as const satisfies Record<string, readonly [section: string, key: string]>;

/** Known, but no part of the configuration: where the state is, where a test ends, whom CI trusts. */
export const OTHER_VARIABLES = ["EPIC_STATE_DIR", "EPIC_FAULT", "EPIC_TRUST"] as const;

/**
 * One layer per variable that is set, so that each value names its own. An empty variable counts as
 * not set, as CI systems pass those that nobody filled in. `below` is what the variables overrule.
 */
export function environmentLayers(env: Environment, below: Mapping): readonly ConfigLayer[] {
  return Object.entries(CONFIG_VARIABLES).flatMap(([name, [section, key]]) => {
    const text = env[name]?.trim();
    if (!text) return [];
    const value = typed(text);
    const values = { [section]: { [key]: value } };
    const personas = name === "EPIC_TIMEOUT" ? ownTimeouts(below, value) : {};
    return [{ origin: name, values: { ...values, ...personas } }];
  });
}

/** Whoever sets one time for all would wonder about the personas that do not keep to it. */
function ownTimeouts(below: Mapping, timeout: unknown): Mapping {
  const personas = valueAt(below, ["personas"]);
  if (!isMapping(personas)) return {};
  const timed = Object.keys(personas).filter((name) => valueAt(personas, [name, "timeout"]));
  return { personas: Object.fromEntries(timed.map((name) => [name, { timeout }])) };
}

/** A number where it is one; anything else stays text, for the schema to judge. */
function typed(text: string): string | number {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

/** One sentence for each EPIC_ variable that nobody knows. */
export function unknownVariables(env: Environment): readonly string[] {
  const known = [...Object.keys(CONFIG_VARIABLES), ...OTHER_VARIABLES];
  return Object.keys(env)
    .filter((name) => name.startsWith("EPIC_") && !known.includes(name))
    .map((name) => {
      const meant = suggest(name, known);
      return meant === undefined
        ? `the environment variable ${name} is unknown and has no effect`
        : `the environment variable ${name} has no effect; did you mean ${meant}?`;
    });
}
