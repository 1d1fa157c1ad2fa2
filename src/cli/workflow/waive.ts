import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { openTickets } from "./open-tickets.ts";

interface WaiveFlags {
  readonly reason: string;
  readonly until: string;
}

export function waiveCommand(context: CliContext): Command {
  const command = new Command("waive")
    .summary("let a blocking recommendation wait until a day")
    .description(
      "Notes in a ticket that a blocking recommendation of its epic may stay open until a day, and who says so. Nobody is asked for it before that day has passed; workflow show lists it.",
    )
    .argument("<key>", "key of the ticket, as in AEC-456")
    .argument("<recommendation>", "id of the recommendation, as workflow show lists it")
    .requiredOption("--reason <reason>", "why it can wait, in a sentence")
    .requiredOption("--until <date>", "the last day on which it may wait, as in 2027-03-31");
  return command.action(async (key: string, recommendation: string, flags: WaiveFlags) => {
    const globals = globalFlags(command);
    const { renderWaiver } = await import("./render-tickets.ts");
    const tickets = await openTickets(context, globals);
    const ticket = await tickets.waive({ key, recommendation, ...flags });
    context.terminal.write(
      globals.json
        ? `${JSON.stringify(ticket, undefined, 2)}\n`
        : renderWaiver(ticket, recommendation, flags.until),
    );
  });
}
