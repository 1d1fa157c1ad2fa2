import { Command } from "commander";

import type { CheckLevel } from "../../core/check/finding.ts";
import { choice } from "../choice.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { parseCount } from "../parse-count.ts";
import { CHECK_LEVEL_NAMES } from "./choices.ts";
import { openTicketCode } from "./open-ticket-code.ts";

interface CheckFlags {
  readonly all?: true;
  readonly changed?: true;
  readonly since?: string;
  readonly failOn: CheckLevel | "never";
  readonly level: CheckLevel;
  readonly drift: number;
  readonly sarif?: true;
  readonly junit?: true;
}

/** Fewer lines are corrections, which need no other design. */
const DRIFT_LINES = 50;

export function checkCommand(context: CliContext): Command {
  const command = new Command("check")
    .summary("compare tickets with their documents, approvals and code")
    .description(
      "Compares tickets with their documents, their approvals, the linked code and the repository, and exits with 1 where something does not fit. Without a key it checks all tickets.",
    )
    .argument("[key]", "key of the ticket, as in AEC-456")
    .option("--all", "check all tickets")
    .option("--changed", "check the tickets that changes since the main branch touch")
    .option("--since <commit>", "check the tickets that changes since this branch or commit touch")
    .addOption(
      choice("--fail-on <level>", "the least grave finding that makes it exit with 1", [
        ...CHECK_LEVEL_NAMES,
        "never",
      ]).default("error"),
    )
    .addOption(
      choice("--level <level>", "the least grave finding that is shown", CHECK_LEVEL_NAMES).default(
        "warning",
      ),
    )
    .option("--drift <lines>", "how many lines of linked code may change", parseCount, DRIFT_LINES)
    .option("--sarif", "print the findings as SARIF")
    .option("--junit", "print the findings as JUnit XML");
  return command.action(async (key: string | undefined, flags: CheckFlags) => {
    const { json } = globalFlags(command);
    const { checkScope, printCheck } = await import("./print-check.ts");
    const scope = checkScope(key, flags);
    const tickets = await openTicketCode(context, globalFlags(command));
    const report = await tickets.check({ ...scope, driftLines: flags.drift });
    printCheck(report, { ...flags, json }, context);
  });
}
