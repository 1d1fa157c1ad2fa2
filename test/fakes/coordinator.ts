import { memoryCache } from "../../src/adapters/memory/cache.ts";
import { type MemoryMedium, memoryMedium } from "../../src/adapters/memory/medium.ts";
import { memoryStateStore } from "../../src/adapters/memory/state-store.ts";
import { EpicError } from "../../src/core/errors.ts";
import { storedObject } from "../../src/core/hash.ts";
import type { Settings } from "../../src/core/settings.ts";
import { type CoordinatorParts, createCoordinator } from "../../src/engine/coordinator.ts";
import { NO_HOOKS } from "../../src/engine/hooks.ts";
import type { ProgressEvent } from "../../src/engine/progress.ts";
import type { PriceTable } from "../../src/schema/expense.ts";
import { type EpicRequest, epicRequestSchema } from "../../src/schema/request.ts";
import type { Workflow } from "../../src/schema/workflow.ts";
import { assessment } from "./assessment.ts";
import { fakeClock } from "./clock.ts";
import type { ScriptedPersona } from "./persona.ts";

export const settings: Settings = {
  defaultMode: "standard",
  personas: "all",
  order: "fixed",
  workflowTimeoutMs: 60_000,
  agentTimeoutMs: 60_000,
  networkTimeoutMs: 60_000,
  personaTimeoutMs: (_persona, registered) => (registered ?? 60) * 1000,
  personaRequired: () => undefined,
  maxRetries: 0,
  cacheTtlSeconds: 3600,
  allowStale: false,
  leaseMs: 30_000,
  maxConcurrentPersonas: 3,
  memoryLimitBytes: 1000,
  checkpointIntervalMs: 60_000,
  descriptionBytes: 10_000,
  cacheBytes: 1_000_000,
  estimation: { currency: "USD", dayRate: 800, dayRates: {}, teamExperience: "known" },
  failOn: "none",
  logLevel: "silent",
};

export function request(rest: Partial<EpicRequest> = {}): EpicRequest {
  return epicRequestSchema.parse({ description: "Add single sign-on", ...rest });
}

/** Round: a thousand tokens in cost a cent, a thousand out two. */
export const PRICES: PriceTable = { known: { input: 10, output: 20 } };

export interface Harness {
  readonly medium?: MemoryMedium;
  readonly execution?: Workflow["execution"];
  readonly dependencies?: Readonly<Record<string, string[]>>;
  readonly owner?: string;
  readonly settings?: Partial<Settings>;
  readonly parts?: Partial<CoordinatorParts>;
}

/** The real coordinator over memory, with personas that answer as scripted. */
export function coordinatorOf(personas: readonly ScriptedPersona[], harness: Harness = {}) {
  const medium = harness.medium ?? memoryMedium();
  const clock = fakeClock();
  const events: ProgressEvent[] = [];
  const store = memoryStateStore(medium, clock);
  const cache = memoryCache(medium);
  const adapters = new Map(personas.map((adapter) => [adapter.registration.name, adapter]));
  const workflow: Workflow = {
    mode: "standard",
    execution: harness.execution ?? "sequential",
    personas: personas.map(({ registration: { name } }) => ({
      name,
      dependencies: harness.dependencies?.[name] ?? [],
    })),
  };
  let ids = medium.checkpoints.length;
  const coordinator = createCoordinator({
    store,
    cache,
    clock,
    newId: (prefix) => `${prefix}-${String((ids += 1)).padStart(4, "0")}`,
    owner: harness.owner ?? "here:1:a",
    leaseMs: 30_000,
    maxRetries: harness.settings?.maxRetries ?? 0,
    retryDelayMs: 1,
    random: () => 0.5,
    cacheTtlSeconds: 3600,
    settings: { ...settings, ...harness.settings },
    workflows: [workflow],
    registrations: personas.map(({ registration }) => registration),
    faultsOf: () => [],
    answersAtOnce: () => false,
    permit: async () => {},
    adaptersFor: ({ name }) => {
      const adapter = adapters.get(name);
      if (adapter) return [adapter];
      throw new EpicError("PERSONA_UNAVAILABLE", `Nobody answers for ${name}`);
    },
    assess: () => assessment(),
    rulebookVersion: "test",
    hooks: NO_HOOKS,
    prices: () => Promise.resolve(PRICES),
    configuration: storedObject("configuration", { estimation: { dayRate: 800 } }),
    memoryBytes: () => 0,
    observe: (event) => void events.push(event),
    ...harness.parts,
  });
  return { coordinator, store, cache, clock, medium, events };
}

/** The state of the run that was touched last. */
export async function latestState(setUp: ReturnType<typeof coordinatorOf>) {
  return await setUp.coordinator.getStatus("latest");
}
