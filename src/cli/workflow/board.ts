import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { printable } from "../printable.ts";
import { openTicketCode } from "./open-ticket-code.ts";

interface BoardFlags {
  readonly team?: string;
  readonly project?: string;
  readonly archived: boolean;
}

export function boardCommand(context: CliContext): Command {
  const command = new Command("board")
    .summary("show the tickets in columns by state")
    .description("Shows the tickets of each team in columns by state.")
    .option("--team <team>", "only tickets of this team")
    .option("--project <folder>", "only tickets with linked code in this folder of the repository")
    .option("--archived", "with the archive", false);
  return command.action(async (flags: BoardFlags) => {
    const globals = globalFlags(command);
    const { renderBoard } = await import("../../reports/board.ts");
    const { paintFor } = await import("../../reports/paint.ts");
    const tickets = await openTicketCode(context, globals);
    const board = await tickets.board(flags);
    const { terminal } = context;
    const { columns, color } = terminal.stdout;
    if (globals.json) terminal.write(`${JSON.stringify(board, undefined, 2)}\n`);
    else terminal.write(renderBoard(board.tickets, { columns, paint: paintFor(color) }));
    for (const problem of board.unreadable) terminal.warn(`warning: ${printable(problem)}`);
    if (board.tickets.length === 0 && !globals.json && !globals.quiet) {
      const rest = board.archived > 0 ? "; --archived shows the archive" : "";
      terminal.warn(`No open tickets are here${rest}`);
    }
  });
}

export function overlapsCommand(context: CliContext): Command {
  const command = new Command("overlaps")
    .summary("find open tickets that touch the same code or requirements")
    .description(
      "Finds open tickets that touch the same files, by their links or on their branches, or that have the same requirements.",
    );
  return command.action(async () => {
    const globals = globalFlags(command);
    const { renderOverlaps } = await import("./render-overlaps.ts");
    const tickets = await openTicketCode(context, globals);
    const report = await tickets.overlaps();
    context.terminal.write(
      globals.json ? `${JSON.stringify(report, undefined, 2)}\n` : renderOverlaps(report),
    );
  });
}

export function indexCommand(context: CliContext): Command {
  const command = new Command("index")
    .summary("renew the indexes of tickets")
    .description(
      "Renews the table of what follows from what in the INDEX.md of each ticket, and the index of all tickets in .ai/workflow/INDEX.md. What people wrote around the tables stays.",
    )
    .argument("[key]", "only this ticket's, as in AEC-456");
  return command.action(async (key: string | undefined) => {
    const globals = globalFlags(command);
    const { renderIndexed } = await import("./render-overlaps.ts");
    const tickets = await openTicketCode(context, globals);
    const result = await tickets.index(key);
    const { terminal } = context;
    terminal.write(
      globals.json ? `${JSON.stringify(result, undefined, 2)}\n` : renderIndexed(result),
    );
    for (const problem of result.unreadable) terminal.warn(`warning: ${printable(problem)}`);
  });
}
