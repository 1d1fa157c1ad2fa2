import { Command } from "commander";

import type { ApprovalName } from "../../core/ticket-approval.ts";
import { choice } from "../choice.ts";
import { type CliContext, type GlobalFlags, globalFlags } from "../context.ts";
import type { CreateFlags } from "../create-flags.ts";
import { chooseSource } from "../description-source.ts";
import { printable } from "../printable.ts";
import { APPROVAL_NAMES } from "./choices.ts";
import { openTickets } from "./open-tickets.ts";

interface PlanFlags {
  readonly epic?: string;
  readonly file?: string;
  readonly document?: ApprovalName;
  readonly dryRun: boolean;
}

export function planCommand(context: CliContext): Command {
  const command = new Command("plan")
    .summary("write the next document of a ticket from the reviews of its epic")
    .description(
      "Writes the requirements of a ticket from the reviews of an epic; once they are approved the design, and after that the plan. What people wrote stays, and what cannot be settled is shown in the document.",
    )
    .argument("<key>", "key of the ticket, as in AEC-456")
    .argument("[description]", "what it is about, to be reviewed first; - reads standard input")
    .option("--file <path>", "read the description from a file")
    .option("--epic <epic>", "plan from this epic; latest is the last one")
    .addOption(choice("--document <document>", "instead of the one that is next", APPROVAL_NAMES))
    .option("--dry-run", "show what would change, and change nothing", false);
  return command.action(async (key: string, description: string | undefined, flags: PlanFlags) => {
    const globals = globalFlags(command);
    const { renderPlan } = await import("./render-plan.ts");
    const epic = await epicFor(key, description, flags, { context, globals });
    const tickets = await openTickets(context, globals);
    const { document, dryRun } = flags;
    const result = await tickets.plan({ key, epic, document, dryRun });
    const { terminal } = context;
    if (globals.json) terminal.write(`${JSON.stringify(result, undefined, 2)}\n`);
    else terminal.write(renderPlan(result, dryRun));
    for (const approval of result.voided) {
      terminal.warn(printable(`warning: an approval fell with the change: ${approval}`));
    }
    if (result.conflicts.length === 0) return;
    terminal.warn(`gate: ${result.path} holds both sides of what could not be settled`);
    context.gateFailed();
  });
}

/** A description is reviewed first, and the epic that comes of it is planned from. */
async function epicFor(
  key: string,
  description: string | undefined,
  { epic, file }: PlanFlags,
  { context, globals }: { readonly context: CliContext; readonly globals: GlobalFlags },
): Promise<string | undefined> {
  if (description === undefined && file === undefined) return epic;
  if (epic !== undefined) {
    const { EpicError } = await import("../../core/errors.ts");
    throw new EpicError("INVALID_INPUT", "--epic and a description are two origins of one plan", {
      hint: "leave one of them out",
    });
  }
  const create: CreateFlags = { ticket: key, ...(file !== undefined && { file }) };
  const { reviewOnly } = await import("../review-only.ts");
  return await reviewOnly(chooseSource(description, create), create, { context, globals });
}
