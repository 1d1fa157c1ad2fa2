import { Command } from "commander";

import type { TicketState } from "../../schema/ticket.ts";
import { TICKET_STATES } from "../../schema/words.ts";
import { choice } from "../choice.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { printable } from "../printable.ts";
import { openTickets } from "./open-tickets.ts";

interface AdvanceFlags {
  readonly to?: TicketState;
  readonly requireSigned: boolean;
}

export function advanceCommand(context: CliContext): Command {
  const command = new Command("advance")
    .summary("move a ticket to its next state")
    .description(
      "Moves a ticket to its next state where everything is there that the step needs, or says what is missing. An approved ticket whose approval fell goes back to PLANNING, and the exit code is 1.",
    )
    .argument("<key>", "key of the ticket, as in AEC-456")
    .addOption(choice("--to <state>", "another state than the next one", TICKET_STATES))
    .option("--require-signed", "count only approvals whose signature can be trusted", false);
  return command.action(async (key: string, { to, requireSigned }: AdvanceFlags) => {
    const globals = globalFlags(command);
    const { renderStep } = await import("./render-tickets.ts");
    const tickets = await openTickets(context, globals);
    const { ticket, fallen } = await tickets.advance({ key, to, requireSigned });
    context.terminal.write(
      globals.json ? `${JSON.stringify(ticket, undefined, 2)}\n` : renderStep(ticket),
    );
    if (fallen.length === 0) return;
    context.terminal.warn(printable(`gate: it went back to PLANNING: ${fallen.join("; ")}`));
    context.gateFailed();
  });
}
