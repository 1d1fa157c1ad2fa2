import { Command } from "commander";

import type { RepairResult } from "../../app/tickets.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { openTickets } from "./open-tickets.ts";

export function repairCommand(context: CliContext): Command {
  const command = new Command("repair")
    .summary("make the record of a ticket readable again")
    .description(
      "Mends the lines at the top of a ticket's README after a merge, half of a writing or an edit by hand. What cannot be understood stays as a comment, and no line is lost.",
    )
    .argument("<key>", "key of the ticket, as in AEC-456")
    .option("--dry-run", "show what would change, and change nothing", false);
  return command.action(async (key: string, { dryRun }: { readonly dryRun: boolean }) => {
    const globals = globalFlags(command);
    const tickets = await openTickets(context, globals);
    const result = await tickets.repair({ key, dryRun });
    context.terminal.write(
      globals.json ? `${JSON.stringify(result, undefined, 2)}\n` : await render(result),
    );
  });
}

async function render({ ticket, path, notes, diff }: RepairResult): Promise<string> {
  const { oneLine } = await import("../../reports/terminal-text.ts");
  const { renderDiff } = await import("./render-diff.ts");
  const is = `${ticket.ticket} is ${ticket.state}`;
  if (notes.length === 0) return `${is}; nothing has to be repaired in ${oneLine(path)}\n`;
  return [
    ...notes.map((note) => oneLine(note)),
    "",
    renderDiff(diff).trimEnd(),
    "",
    `${is}\n`,
  ].join("\n");
}
