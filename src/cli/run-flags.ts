import { type Command, Option } from "commander";

import { EpicError } from "../core/errors.ts";
import { addBudgetFlags, type BudgetFlags, limitsOf } from "./budget-flags.ts";
import { addCacheFlags, type CacheFlags, cachePolicyOf } from "./cache-flags.ts";
import { addOutputFlags, type OutputFlags } from "./output-flags.ts";
import { parseDuration } from "./parse-duration.ts";

/** Whom a run may call. */
export interface ReachFlags {
  /** False for `--no-egress`. */
  readonly egress?: boolean;
  /** Hashes of what is trusted for this once. */
  readonly trust?: readonly string[];
}

/** What holds for a run whichever way it begins. */
export interface RecoveryFlags extends ReachFlags {
  /** Milliseconds. */
  readonly deadline?: number;
  readonly interactive?: boolean;
}

export type RunFlags = OutputFlags & CacheFlags & BudgetFlags & RecoveryFlags;

export function addRecoveryFlags(command: Command): Command {
  command
    .addOption(
      new Option("--deadline <duration>", "how long the whole run may take, as in 10m").argParser(
        parseDeadline,
      ),
    )
    .option("--interactive", "open the questions that people are to answer in $EDITOR");
  return addReachFlags(command);
}

export function addReachFlags(command: Command): Command {
  return command
    .option("--no-egress", "refuse every call of a model or plugin that would leave this machine")
    .addOption(
      new Option("--trust <sha256>", "trust what has this hash for this once").argParser(
        (value, earlier: readonly string[] | undefined) => [...(earlier ?? []), value],
      ),
    );
}

/** The flags of a command that goes on with a run. */
export function addRunFlags(command: Command): Command {
  return addOutputFlags(addRecoveryFlags(addBudgetFlags(addCacheFlags(command))));
}

/** What they change about the rest of the run. */
export function changesOf(flags: RunFlags) {
  const { deadline, allowStale } = flags;
  return { cache: cachePolicyOf(flags), deadlineMs: deadline, allowStale, ...limitsOf(flags) };
}

function parseDeadline(value: string): number {
  const duration = parseDuration(value);
  if (duration > 0) return duration;
  throw new EpicError("INVALID_INPUT", `--deadline ${value} leaves no time`, {
    hint: "give a longer one, as in --deadline 10m",
  });
}
