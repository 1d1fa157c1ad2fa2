import { randomBytes } from "node:crypto";
import { hostname } from "node:os";

import { workflows } from "#defaults";

import type { LoadedConfig } from "../adapters/files/load-config.ts";
import type { Environment } from "../core/config-environment.ts";
import { keptConfiguration } from "../core/kept-configuration.ts";
import { choicesOf, providerFaults, RULEBOOK } from "../core/providers.ts";
import type { Settings } from "../core/settings.ts";
import type { Coordinator } from "../engine/coordinator.ts";
import { type Hooks, NO_HOOKS } from "../engine/hooks.ts";
import type { Observe } from "../engine/progress.ts";
import type { Cache } from "../ports/cache.ts";
import type { Clock } from "../ports/clock.ts";
import type { StateStore } from "../ports/state-store.ts";
import type { AppOptions } from "./open-app.ts";
import type { Taped } from "./open-tape.ts";
import { openProviders, permitBy } from "./providers.ts";
import type { ReviewWorkers } from "./review-workers.ts";

/** What a coordinator is put together from. */
export interface CoordinatorParts extends Omit<AppOptions, "workers"> {
  readonly loaded: LoadedConfig;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly store: StateStore;
  readonly cache: Cache;
  readonly workers: ReviewWorkers;
}

/** To dispose of it is to end the plugins, which serve all runs of it. */
export type OpenCoordinator = Coordinator & Disposable;

/** The engine, the rulebook and the state, put together. */
export async function openCoordinator(choices: CoordinatorParts): Promise<OpenCoordinator> {
  const { loaded, settings, env } = choices;
  const { store, cache, clock, newId, cassette } = await withTape(choices);
  const [{ createCoordinator }, { loadKnowledge }, { openRulebook }, { threadedRulebook }] =
    await Promise.all([
      import("../engine/coordinator.ts"),
      import("../adapters/rulebook/load-knowledge.ts"),
      import("../adapters/rulebook/rulebook.ts"),
      import("../adapters/rulebook/threaded-rulebook.ts"),
    ]);
  const knowledge = loadKnowledge();
  const observe = await observers(settings, choices.observe);
  const rulebook = openRulebook(knowledge, settings.estimation);
  const threaded = threadedRulebook(rulebook, knowledge.personas, choices.workers);
  const asking = { ...askingParts(choices), cassette };
  const hooks = await hooksOf(choices, observe);
  const coordinator = createCoordinator({
    ...(await faultyState({ store, cache }, env)),
    clock,
    newId,
    owner: newOwner(),
    leaseMs: settings.leaseMs,
    settings,
    maxRetries: settings.maxRetries,
    retryDelayMs: RETRY_DELAY_MS,
    random: Math.random,
    cacheTtlSeconds: settings.cacheTtlSeconds,
    workflows,
    registrations: knowledge.personas,
    answersAtOnce: (registration) =>
      choicesOf(registration, loaded.config.personas)[0].name === RULEBOOK,
    survey: rulebook.survey,
    faultsOf: (registration) => [
      ...rulebook.faultsOf(registration),
      ...providerFaults(registration, loaded.config.providers),
    ],
    permit: permitBy(asking),
    adaptersFor: openProviders({
      ...asking,
      rulebook: threaded.adapterFor,
      citations: () => knowledge.citations,
    }),
    assess: threaded.assess,
    rulebookVersion: knowledge.version,
    hooks,
    prices: async () => ({ ...(await import("#prices")).prices, ...loaded.config.prices }),
    configuration: keptConfiguration(loaded.config),
    memoryBytes: ownMemory,
    observe,
  });
  return { ...coordinator, [Symbol.dispose]: () => hooks.close() };
}

/** What it takes to ask whomever the configuration names. */
function askingParts({ loaded, settings, env, cwd, people, trust, ...choices }: CoordinatorParts) {
  const replays = choices.tape?.kind === "replay";
  return {
    config: loaded.config,
    layers: loaded.layers,
    places: loaded.places,
    settings,
    env,
    cwd,
    people,
    trust,
    replays,
    // A replay calls nobody, whoever is named.
    allowEgress: choices.allowEgress !== false || replays,
  };
}

async function hooksOf(
  { loaded, env, trust = [], allowEgress = true }: CoordinatorParts,
  observe: Observe,
): Promise<Hooks> {
  const { plugins } = loaded.config;
  if (plugins.length === 0) return NO_HOOKS;
  const { openPlugins } = await import("./open-plugins.ts");
  return await openPlugins(plugins, { root: loaded.places.root, env, trust, allowEgress, observe });
}

async function withTape(choices: CoordinatorParts): Promise<Taped> {
  const { store, cache, clock, tape, cwd } = choices;
  if (!tape) return { store, cache, clock, newId: randomId, cassette: undefined };
  const { openTape } = await import("./open-tape.ts");
  return openTape(tape, cwd, { store, clock });
}

async function faultyState(
  { store, cache }: Pick<CoordinatorParts, "store" | "cache">,
  env: Environment,
): Promise<Pick<CoordinatorParts, "store" | "cache">> {
  const point = env["EPIC_FAULT"];
  if (!point) return { store, cache };
  const { withFaults } = await import("../adapters/fault/faults.ts");
  return withFaults({ store, cache }, point, () => process.kill(process.pid, "SIGKILL"));
}

async function observers(settings: Settings, observe: Observe = () => {}): Promise<Observe> {
  if (settings.logLevel === "silent") return observe;
  const { openLog } = await import("../adapters/log/pino-log.ts");
  const log = await openLog(settings.logLevel);
  return (event) => {
    log(event);
    observe(event);
  };
}

/** What this thread holds: others have a limit of their own, each of them. */
function ownMemory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const RETRY_DELAY_MS = 1000;

/** Fifty random bits, without letters that are easily mistaken for one another. */
function randomId(prefix: "task" | "epic" | "cp"): string {
  const letters = [...randomBytes(10)].map((byte) => ALPHABET[byte % ALPHABET.length]);
  return `${prefix}-${letters.join("")}`;
}

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

function newOwner(): string {
  return `${hostname()}:${process.pid}:${randomBytes(4).toString("hex")}`;
}
