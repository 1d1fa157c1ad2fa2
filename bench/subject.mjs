// The real coordinator over the real state file, with scripted personas of any number.
import { createHash, randomUUID } from "node:crypto";
import { join } from "node:path";

import { config as shippedConfig } from "../dist/defaults.js";
import {
  createCoordinator,
  epicRequestSchema,
  NO_HOOKS,
  openDatabase,
  personaRegistrationSchema,
  sqliteCache,
  sqliteStateStore,
  toSettings,
} from "../dist/index.js";

/** A configuration that says nothing, as it is stored. */
const NOTHING = {
  hash: createHash("sha256").update("{}").digest("hex"),
  kind: "configuration",
  body: "{}",
};

export async function openSubject(folder, steps, review) {
  const clock = { now: Date.now };
  const database = await openDatabase(join(folder, "epic.db"));
  const store = sqliteStateStore(database, clock);
  const cache = sqliteCache(database);
  const names = Array.from({ length: steps }, (_, at) => `persona-${at}`);
  const settings = toSettings(shippedConfig);
  const coordinator = createCoordinator({
    store,
    cache,
    clock,
    newId: (prefix) => `${prefix}-${randomUUID().slice(-12)}`,
    owner: `bench:${process.pid}`,
    leaseMs: 30_000,
    settings,
    maxRetries: 0,
    retryDelayMs: 1,
    cacheTtlSeconds: 60,
    workflows: [{ mode: "standard", execution: "sequential", personas: names.map(inWorkflow) }],
    registrations: names.map(registration),
    faultsOf: () => [],
    answersAtOnce: () => false,
    adaptersFor: (registered) => [scriptedPersona(registered, review)],
    permit: async () => {},
    assess: () => ASSESSMENT,
    rulebookVersion: "none",
    prices: async () => ({}),
    configuration: NOTHING,
    hooks: NO_HOOKS,
    random: Math.random,
    memoryBytes: () => 0,
    observe: () => {},
  });
  let runs = 0;
  return {
    run: () => coordinator.execute(request(`Renew loan number ${process.pid}.${runs++}`)),
    resume: (reference) => coordinator.resume(reference),
    status: (reference) => coordinator.getStatus(reference),
    close: () => store[Symbol.asyncDispose](),
  };
}

function inWorkflow(name) {
  return { name, dependencies: [] };
}

function registration(name, at) {
  return personaRegistrationSchema.parse({
    name,
    title: name,
    reviewOrder: at + 1,
    required: true,
    focusAreas: [{ id: "all", title: "All", asks: "Everything?" }],
  });
}

/** A new answer costs what it costs to find; the cache has nothing to do with orchestration. */
function request(description) {
  return epicRequestSchema.parse({ description, mode: "standard", options: { cache: "off" } });
}

function scriptedPersona(registered, review) {
  return {
    kind: "model",
    registration: registered,
    provider: { name: "scripted", fingerprint: "1" },
    consumption: "nothing",
    validate: () => ({ valid: true }),
    execute: async () => review(registered.name),
    transform: (answer) => answer,
  };
}

/** The judgement of an epic as a whole belongs to the rulebook, which is left out here. */
const ASSESSMENT = {
  title: "Renew loans",
  confidence: 1,
  vague: false,
  priority: "medium",
  baseline: [],
  rates: { currency: "USD", dayRate: 800, dayRates: {} },
  margins: { contingency: 0, runCost: 0, weeks: { low: 1, high: 1 }, spread: 1 },
  team: { size: 3, efficiency: 1, focusFactor: 1 },
  risks: { candidates: [], levels: [{ from: 0, level: "low" }], escalateAt: 1 },
  conflicts: [],
  phases: [{ id: "all", title: "All", exit: "Done", rules: [], holds: [{}], baseline: true }],
  limits: {},
  questionLimit: 0,
  warnings: [],
};
