import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { openTickets } from "./open-tickets.ts";

export function showCommand(context: CliContext): Command {
  const command = new Command("show")
    .summary("show one ticket")
    .description(
      "Shows the state of a ticket, its documents and what is still to be filled in them.",
    )
    .argument("<key>", "key of the ticket, as in AEC-456");
  return command.action(async (key: string) => {
    const globals = globalFlags(command);
    const { renderTicket } = await import("./render-tickets.ts");
    const tickets = await openTickets(context, globals);
    const view = await tickets.show(key);
    const { terminal } = context;
    if (globals.json) terminal.write(`${JSON.stringify(view, undefined, 2)}\n`);
    else terminal.write(renderTicket(view, terminal.stdout));
  });
}
