import type { Command } from "commander";

import { filled } from "./filled.ts";
import type { OutputFlags } from "./output-flags.ts";
import { addRequestFlags, type RequestFlags } from "./request-flags.ts";
import { addRecoveryFlags, type RecoveryFlags } from "./run-flags.ts";
import { addTapeFlags, type TapeFlags } from "./tape-flags.ts";

/** What commander makes of the flags of `epic create`. */
export interface CreateFlags extends OutputFlags, RequestFlags, RecoveryFlags, TapeFlags {
  readonly file?: string;
  readonly request?: string;
  readonly ticket?: string;
  readonly recall?: boolean;
  /** Say what the run would take, and do nothing. */
  readonly estimate?: boolean;
}

export function addCreateFlags(command: Command): Command {
  command
    .option("--file <path>", "read the description from a file")
    .option("--request <file.json>", "take a whole EpicRequest; flags win over what it says");
  return addTapeFlags(addRecoveryFlags(addRequestFlags(command)))
    .addOption(filled("--ticket <key>", "the ticket of the epic, as in AEC-456"))
    .option("--recall", "give the personas what was learnt from similar tickets that are done")
    .option("--estimate", "say what the review would take and cost, and do nothing");
}
