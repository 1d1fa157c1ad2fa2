import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { openTicketCode } from "./open-ticket-code.ts";

interface LinkFlags {
  readonly requirement?: string;
}

export function linkCommand(context: CliContext): Command {
  const command = targetsOf(
    new Command("link")
      .summary("note which code belongs to a ticket")
      .description(
        "Notes in a ticket which files, folders or names in files (src/returns.ts#open) belong to it, as of the commit that is checked out. Linking again renews that.",
      ),
  ).option("--requirement <id>", "what it carries out or tests, as in FR-1");
  return command.action(
    async (key: string, targets: readonly string[], { requirement }: LinkFlags) => {
      const globals = globalFlags(command);
      const { renderLinked } = await import("./render-links.ts");
      const tickets = await openTicketCode(context, globals);
      const result = await tickets.link({ key, targets, requirement });
      context.terminal.write(
        globals.json ? `${JSON.stringify(result, undefined, 2)}\n` : renderLinked(result),
      );
    },
  );
}

export function unlinkCommand(context: CliContext): Command {
  const command = targetsOf(
    new Command("unlink")
      .summary("take links to code out of a ticket")
      .description("Takes links to code out of a ticket; the code itself is not touched."),
  ).option("--requirement <id>", "only links for this requirement");
  return command.action(
    async (key: string, targets: readonly string[], { requirement }: LinkFlags) => {
      const globals = globalFlags(command);
      const { renderUnlinked } = await import("./render-links.ts");
      const tickets = await openTicketCode(context, globals);
      const result = await tickets.unlink({ key, targets, requirement });
      context.terminal.write(
        globals.json ? `${JSON.stringify(result, undefined, 2)}\n` : renderUnlinked(result),
      );
    },
  );
}

function targetsOf(command: Command): Command {
  return command
    .argument("<key>", "key of the ticket, as in AEC-456")
    .argument("<path...>", "file or folder; # and a name in the file may follow");
}
