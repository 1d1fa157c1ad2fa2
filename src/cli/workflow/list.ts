import { Command } from "commander";

import type { TicketState } from "../../schema/ticket.ts";
import { TICKET_STATES } from "../../schema/words.ts";
import { choice } from "../choice.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { printable } from "../printable.ts";
import { openTickets } from "./open-tickets.ts";

interface ListFlags {
  readonly state?: TicketState;
  readonly team?: string;
}

export function listCommand(context: CliContext): Command {
  const command = new Command("list")
    .summary("list the tickets")
    .description("Lists the tickets of this project by team and key.")
    .addOption(choice("--state <state>", "only tickets in this state", TICKET_STATES))
    .option("--team <team>", "only tickets of this team");
  return command.action(async (flags: ListFlags) => {
    const globals = globalFlags(command);
    const { renderTickets, ticketLine } = await import("./render-tickets.ts");
    const tickets = await openTickets(context, globals);
    const entries = await tickets.list(flags);
    const { terminal } = context;
    if (globals.json) terminal.write(`${JSON.stringify(entries.map(ticketLine), undefined, 2)}\n`);
    else terminal.write(renderTickets(entries, terminal.stdout));
    for (const entry of entries) {
      if (entry.kind === "unreadable") terminal.warn(`warning: ${printable(entry.problem)}`);
    }
    if (entries.length === 0 && !globals.json && !globals.quiet) {
      terminal.warn("No tickets are here; workflow init AEC-456 opens one");
    }
  });
}
