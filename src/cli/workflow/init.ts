import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { openTickets } from "./open-tickets.ts";

interface InitFlags {
  readonly title?: string;
  readonly team?: string;
  readonly epic?: string;
  readonly force: boolean;
}

export function initCommand(context: CliContext): Command {
  const command = new Command("init")
    .summary("open the folder of a ticket")
    .description(
      "Opens the folder of a ticket below .ai/workflow, with documents made from the templates of the project (.ai/templates), or else from those that ship.",
    )
    .argument("<key>", "key of the ticket, as in AEC-456")
    .option("--title <title>", "what the ticket is about, in a few words")
    .option("--team <team>", "open it below the folder of this team, as in TEAM-A")
    .option(
      "--epic <epic>",
      "fill the documents from the reviews of this epic; latest is the last one",
    )
    .option("--force", "replace the documents of a ticket that is there", false);
  return command.action(async (key: string, flags: InitFlags) => {
    const globals = globalFlags(command);
    const { renderInit } = await import("./render-tickets.ts");
    const tickets = await openTickets(context, globals);
    const result = await tickets.init({ key, ...flags });
    const { terminal } = context;
    for (const warning of result.warnings) terminal.warn(`warning: ${warning}`);
    if (globals.json) terminal.write(`${JSON.stringify(result, undefined, 2)}\n`);
    else if (globals.quiet) terminal.write(`${result.path}\n`);
    else terminal.write(renderInit(result));
  });
}
