import type { Limits } from "../core/spending/budget.ts";
import type { CachePolicy } from "../schema/request.ts";
import type { ReviewMode } from "../schema/vocabulary.ts";

/** What holds for this process's part of a run. */
export interface RunLimits {
  /** For the whole of it, instead of the configured time. */
  readonly deadlineMs?: number | undefined;
}

/** What the rest of a run does otherwise than was asked for at its start. */
export interface ResumeChanges extends RunLimits, Limits {
  readonly cache?: CachePolicy | undefined;
  readonly allowStale?: boolean | undefined;
}

/** Which of the personas that were done with are asked again. */
export type Again =
  /** Those that failed, and whoever depends on what they say then. */
  | { readonly why: "retry" }
  /** One that has reviewed, and all that have seen its review. */
  | { readonly why: "rewind"; readonly persona: string }
  /** Everybody, as the configuration is now. */
  | { readonly why: "restart" };

/** What a fork does otherwise than the run that it leaves. */
export interface ForkChanges extends ResumeChanges {
  readonly mode?: ReviewMode | undefined;
  readonly description?: string | undefined;
}

/** What an event keeps of them: only what is said. */
export function optionsOf({ cache, allowStale, maxCost, maxTokens }: ResumeChanges) {
  return {
    ...(cache !== undefined && { cache }),
    ...(allowStale !== undefined && { allowStale }),
    ...(maxCost !== undefined && { maxCost }),
    ...(maxTokens !== undefined && { maxTokens }),
  };
}
