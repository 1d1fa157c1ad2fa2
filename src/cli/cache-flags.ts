import type { Command } from "commander";

import type { CachePolicy } from "../schema/request.ts";
import { choice } from "./choice.ts";

// Repeated here, since to load the schemas costs more than all else that --help does; a test holds
// them to the schema.
export const CACHE_POLICIES = [
  "on",
  "off",
  "read",
  "write",
  "only",
] as const satisfies readonly CachePolicy[];

/** What commander makes of the flags about the cache. */
export interface CacheFlags {
  /** False for `--no-cache`. */
  readonly cache?: CachePolicy | false;
  readonly allowStale?: boolean;
}

export function addCacheFlags(command: Command): Command {
  return command
    .addOption(choice("--cache <policy>", "how to use the cache", CACHE_POLICIES))
    .option("--no-cache", "neither read nor write the cache")
    .option("--allow-stale", "let an outdated answer of the cache serve where nobody else answers");
}

/** Undefined where neither flag is given. */
export function cachePolicyOf({ cache }: CacheFlags): CachePolicy | undefined {
  return cache === false ? "off" : cache;
}
