import { type Command, Option } from "commander";

import { EpicError } from "../core/errors.ts";
import type { Priority, ReviewMode } from "../schema/vocabulary.ts";
import { addBudgetFlags, type BudgetFlags } from "./budget-flags.ts";
import { addCacheFlags, type CacheFlags } from "./cache-flags.ts";
import { choice } from "./choice.ts";
import { filled } from "./filled.ts";

/** What commander makes of the flags that say how an epic is reviewed, be it one or many. */
export interface RequestFlags extends CacheFlags, BudgetFlags {
  readonly mode?: ReviewMode;
  readonly enforceDevops?: boolean;
  readonly timeout?: number;
  readonly exclude?: readonly string[];
  readonly persona?: readonly string[];
  readonly personas?: "all" | "auto";
  readonly order?: "fixed" | "auto";
  readonly cacheKey?: string;
  readonly priority?: Priority;
  readonly project?: string;
  readonly requestedBy?: string;
  readonly parallel?: boolean;
}

// Repeated here, since to load the schemas costs more than all else that --help does; a test holds
// them to the schemas.
export const MODES = ["mvp", "standard", "enterprise"] as const satisfies readonly ReviewMode[];
export const PRIORITIES = [
  "low",
  "medium",
  "high",
  "critical",
] as const satisfies readonly Priority[];

export function addRequestFlags(command: Command): Command {
  command
    .addOption(choice("--mode <mode>", "how thorough a review is", MODES))
    .option("--enforce-devops", "make what the DevOps engineer finds important blocking")
    .addOption(
      new Option("--timeout <seconds>", "how long one persona may take").argParser(parseSeconds),
    )
    .option("--exclude <persona...>", "personas to leave out")
    .option("--persona <file.yml...>", "personas of your own that review as well")
    .addOption(
      choice("--personas <which>", "auto leaves out those with nothing to say", ["all", "auto"]),
    )
    .addOption(
      choice("--order <order>", "auto brings forward those with most at stake", ["fixed", "auto"]),
    )
    .addOption(
      filled("--cache-key <key>", "keep cached answers apart from those with another key"),
    );
  return addBudgetFlags(addCacheFlags(command))
    .addOption(
      choice(
        "--priority <priority>",
        "how urgent an epic is; critical makes what blocks critical",
        PRIORITIES,
      ),
    )
    .addOption(filled("--project <name>", "the project that an epic belongs to"))
    .addOption(filled("--requested-by <name>", "who asked for it"))
    .option("--parallel", "let personas that do not depend on each other review at once")
    .option("--no-parallel", "one persona after the other, whatever the workflow says");
}

function parseSeconds(value: string): number {
  const seconds = value.trim() === "" ? Number.NaN : Number(value);
  if (Number.isFinite(seconds) && seconds > 0) return seconds;
  throw new EpicError("INVALID_INPUT", `--timeout does not take "${value}"`, {
    hint: "give a number of seconds above zero, as in --timeout 90",
  });
}
