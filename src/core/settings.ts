import type { Config, FailOn } from "../schema/config.ts";
import type { ReviewMode } from "../schema/vocabulary.ts";

/** The configuration as the program uses it: units in names, one conversion, done here. */
export interface Settings {
  readonly defaultMode: ReviewMode;
  readonly personas: Config["coordination"]["personas"];
  readonly order: Config["coordination"]["order"];
  readonly workflowTimeoutMs: number;
  readonly agentTimeoutMs: number;
  readonly networkTimeoutMs: number;
  /** `registeredSeconds` is the timeout that the persona itself names; the configuration wins. */
  readonly personaTimeoutMs: (persona: string, registeredSeconds?: number) => number;
  /** Whether the configuration says so; undefined leaves it to the persona. */
  readonly personaRequired: (persona: string) => boolean | undefined;
  /** Attempts beyond the first. */
  readonly maxRetries: number;
  readonly cacheTtlSeconds: number;
  /** Whether an outdated answer of the cache may serve where nobody answers. */
  readonly allowStale: boolean;
  /** A process that went silent holds its run no longer than this; a living one renews it. */
  readonly leaseMs: number;
  readonly maxConcurrentPersonas: number;
  readonly memoryLimitBytes: number;
  readonly checkpointIntervalMs: number;
  readonly descriptionBytes: number;
  readonly cacheBytes: number;
  readonly estimation: Config["estimation"];
  readonly failOn: FailOn;
  readonly logLevel: Config["log"]["level"];
}

export function toSettings(config: Config): Settings {
  const { coordination, personas, performance } = config;
  return {
    defaultMode: coordination.defaultMode,
    personas: coordination.personas,
    order: coordination.order,
    workflowTimeoutMs: toMs(coordination.workflowTimeout),
    agentTimeoutMs: toMs(coordination.agentTimeout),
    networkTimeoutMs: toMs(coordination.networkTimeout),
    personaTimeoutMs: (persona, registeredSeconds) =>
      toMs(personas[persona]?.timeout ?? registeredSeconds ?? coordination.defaultTimeout),
    personaRequired: (persona) => personas[persona]?.required,
    maxRetries: coordination.maxRetries,
    cacheTtlSeconds: coordination.cacheTTL,
    allowStale: coordination.allowStale,
    leaseMs: toMs(coordination.leaseTimeout),
    maxConcurrentPersonas: performance.maxConcurrentPersonas,
    memoryLimitBytes: parseByteSize(performance.memoryLimit),
    checkpointIntervalMs: Math.min(performance.checkpointInterval, LONGEST_TIMER_MS),
    descriptionBytes: parseByteSize(config.limits.descriptionBytes),
    cacheBytes: parseByteSize(config.limits.cacheBytes),
    estimation: config.estimation,
    failOn: config.gate.failOn,
    logLevel: config.log.level,
  };
}

/** A longer timer of Node fires at once, which would turn "wait long" into "do not wait". */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

function toMs(seconds: number): number {
  return Math.min(Math.ceil(seconds * 1000), LONGEST_TIMER_MS);
}

const UNITS = ["B", "KB", "MB", "GB"];

/** "512MB" in bytes. Takes what `byteSizeSchema` accepts, which has checked the form. */
export function parseByteSize(size: number | string): number {
  if (typeof size === "number") return size;
  const unit = size.replace(/[\d. ]/g, "").toUpperCase();
  return Math.ceil(Number.parseFloat(size) * 1024 ** UNITS.indexOf(unit));
}
