import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { openTicketCode } from "./open-ticket-code.ts";

export function branchCommand(context: CliContext): Command {
  const command = new Command("branch")
    .summary("check out the branch of a ticket")
    .description("Checks out a new branch for a ticket, as in feature/AEC-456, and notes it there.")
    .argument("<key>", "key of the ticket, as in AEC-456");
  return command.action(async (key: string) => {
    const globals = globalFlags(command);
    const tickets = await openTicketCode(context, globals);
    const { branch, started, ticket } = await tickets.branch(key);
    const result = { ticket: ticket.ticket, branch, started };
    const words = started ? `Checked out the new branch ${branch}` : `${branch} is checked out`;
    context.terminal.write(
      globals.json ? `${JSON.stringify(result, undefined, 2)}\n` : `${words}\n`,
    );
  });
}

export function pullRequestCommand(context: CliContext): Command {
  const command = new Command("pr-body")
    .summary("print the text of a ticket's pull request")
    .description(
      "Prints what a reviewer needs to know of a ticket, in Markdown: requirements with their code and tests, criteria to check, approvals and commits.",
    )
    .argument("<key>", "key of the ticket, as in AEC-456");
  return command.action(async (key: string) => {
    const globals = globalFlags(command);
    const tickets = await openTicketCode(context, globals);
    const text = await tickets.pullRequest(key);
    context.terminal.write(globals.json ? `${JSON.stringify(text, undefined, 2)}\n` : text.body);
  });
}
