import { type Command, Option } from "commander";

import { EpicError } from "../core/errors.ts";
import type { Priority, ReviewMode } from "../schema/vocabulary.ts";
import { addBudgetFlags, type BudgetFlags } from "./budget-flags.ts";
import { addCacheFlags, type CacheFlags } from "./cache-flags.ts";
import { choice } from "./choice.ts";
import type { OutputFlags } from "./output-flags.ts";
import { addRecoveryFlags, type RecoveryFlags } from "./run-flags.ts";
import { addTapeFlags, type TapeFlags } from "./tape-flags.ts";

/** What commander makes of the flags of `epic create`. */
export interface CreateFlags
  extends OutputFlags, CacheFlags, BudgetFlags, RecoveryFlags, TapeFlags {
  readonly file?: string;
  readonly request?: string;
  readonly mode?: ReviewMode;
  readonly enforceDevops?: boolean;
  readonly timeout?: number;
  readonly exclude?: readonly string[];
  readonly persona?: readonly string[];
  readonly cacheKey?: string;
  readonly priority?: Priority;
  readonly project?: string;
  readonly requestedBy?: string;
  readonly ticket?: string;
  readonly parallel?: boolean;
  readonly personas?: "all" | "auto";
  readonly order?: "fixed" | "auto";
  readonly recall?: boolean;
  /** Say what the run would take, and do nothing. */
  readonly estimate?: boolean;
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

export function addCreateFlags(command: Command): Command {
  command
    .option("--file <path>", "read the description from a file")
    .option("--request <file.json>", "take a whole EpicRequest; flags win over what it says")
    .addOption(choice("--mode <mode>", "how thorough the review is", MODES))
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
    .addOption(words("--cache-key <key>", "keep cached answers apart from those with another key"));
  return addTapeFlags(addRecoveryFlags(addBudgetFlags(addCacheFlags(command))))
    .addOption(
      choice(
        "--priority <priority>",
        "how urgent the epic is; critical makes what blocks critical",
        PRIORITIES,
      ),
    )
    .addOption(words("--project <name>", "the project that the epic belongs to"))
    .addOption(words("--requested-by <name>", "who asked for it"))
    .addOption(words("--ticket <key>", "its ticket, as in AEC-456"))
    .option("--recall", "give the personas what was learnt from similar tickets that are done")
    .option("--parallel", "let personas that do not depend on each other review at once")
    .option("--no-parallel", "one persona after the other, whatever the workflow says")
    .option("--estimate", "say what the review would take and cost, and do nothing");
}

function parseSeconds(value: string): number {
  const seconds = value.trim() === "" ? Number.NaN : Number(value);
  if (Number.isFinite(seconds) && seconds > 0) return seconds;
  throw new EpicError("INVALID_INPUT", `--timeout does not take "${value}"`, {
    hint: "give a number of seconds above zero, as in --timeout 90",
  });
}

/** An option whose value may be anything but nothing. */
function words(flags: string, description: string): Option {
  const option = new Option(flags, description).argParser((value) => {
    if (value.trim() !== "") return value;
    throw new EpicError("INVALID_INPUT", `${option.long} is empty`, {
      hint: "leave it out, or say what it is",
    });
  });
  return option;
}
