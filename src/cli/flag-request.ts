import type { EpicRequest } from "../schema/request.ts";
import { type ReviewMode, SCHEMA_VERSION } from "../schema/vocabulary.ts";
import type { CreateFlags } from "./create-flags.ts";
import { given } from "./given.ts";

/**
 * What flags alone ask for. Each flag was checked when it was parsed, so that no schema need be
 * loaded for the plainest use; a test holds the outcome to the schema.
 */
export function requestOfFlags(
  flags: CreateFlags,
  description: string,
  defaultMode: ReviewMode,
): EpicRequest {
  const { mode = defaultMode, enforceDevops = false, timeout, cacheKey, cache = "on" } = flags;
  const { exclude = [], requestedBy, project, priority, ticket } = flags;
  return {
    schemaVersion: SCHEMA_VERSION,
    description,
    mode,
    enforceDevops,
    options: {
      ...given({ timeout, cacheKey }),
      cache: cache === false ? "off" : cache,
      excludePersonas: [...exclude],
      customPersonas: {},
    },
    metadata: given({ requestedBy, project, priority, ticket }),
  };
}
