import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { openTicketCode } from "./open-ticket-code.ts";
import { openTickets } from "./open-tickets.ts";

export function completeCommand(context: CliContext): Command {
  const command = new Command("complete")
    .summary("write the completion summary from facts")
    .description(
      "Fills the completion summary of a ticket from commits, changed files, links, recorded evidence and the other documents. What people wrote there stays.",
    )
    .argument("<key>", "key of the ticket, as in AEC-456");
  return command.action(async (key: string) => {
    const globals = globalFlags(command);
    const { renderCompletion } = await import("./render-completion.ts");
    const tickets = await openTicketCode(context, globals);
    const result = await tickets.complete(key);
    context.terminal.write(
      globals.json ? `${JSON.stringify(result, undefined, 2)}\n` : renderCompletion(key, result),
    );
  });
}

export function archiveCommand(context: CliContext): Command {
  const command = new Command("archive")
    .summary("put a complete ticket into the archive")
    .description(
      "Moves a complete ticket to ARCHIVED. Its folder stays where it is, for workflow search and epic create --recall.",
    )
    .argument("<key>", "key of the ticket, as in AEC-456");
  return command.action(async (key: string) => {
    const globals = globalFlags(command);
    const { renderArchived } = await import("./render-completion.ts");
    const tickets = await openTickets(context, globals);
    const { ticket } = await tickets.advance({ key, to: "ARCHIVED" });
    context.terminal.write(
      globals.json ? `${JSON.stringify(ticket, undefined, 2)}\n` : renderArchived(ticket),
    );
  });
}
