import type { EpicRequest } from "../schema/request.ts";
import type { ReviewMode } from "../schema/vocabulary.ts";
import { SCHEMA_VERSION } from "../schema/words.ts";
import { limitsOf } from "./budget-flags.ts";
import { cachePolicyOf } from "./cache-flags.ts";
import type { CreateFlags } from "./create-flags.ts";

/**
 * What flags alone ask for. Each flag was checked when it was parsed, so that no schema need be
 * loaded for the plainest use; a test holds the outcome to the schema.
 */
export function requestOfFlags(
  flags: CreateFlags,
  description: string,
  defaultMode: ReviewMode,
): EpicRequest {
  const { mode = defaultMode, enforceDevops = false } = flags;
  return {
    schemaVersion: SCHEMA_VERSION,
    description,
    mode,
    enforceDevops,
    options: optionsOf(flags),
    metadata: metadataOf(flags),
  };
}

function optionsOf(flags: CreateFlags): EpicRequest["options"] {
  const { timeout, cacheKey, allowStale, exclude = [] } = flags;
  return {
    ...(timeout !== undefined && { timeout }),
    ...(cacheKey !== undefined && { cacheKey }),
    cache: cachePolicyOf(flags) ?? "on",
    ...(flags.parallel !== undefined && { parallel: flags.parallel }),
    ...(flags.personas !== undefined && { personas: flags.personas }),
    ...(flags.order !== undefined && { order: flags.order }),
    ...limitsOf(flags),
    ...(allowStale !== undefined && { allowStale }),
    excludePersonas: [...exclude],
    customPersonas: {},
  };
}

function metadataOf(flags: CreateFlags): EpicRequest["metadata"] {
  const { requestedBy, project, priority, ticket } = flags;
  return {
    ...(requestedBy !== undefined && { requestedBy }),
    ...(project !== undefined && { project }),
    ...(priority !== undefined && { priority }),
    ...(ticket !== undefined && { ticket }),
  };
}
