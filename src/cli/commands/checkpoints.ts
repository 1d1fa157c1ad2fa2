import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { tableView } from "../views.ts";

export function checkpointsCommand(context: CliContext): Command {
  const command = new Command("checkpoints")
    .summary("list the checkpoints of a run")
    .description("Lists what was saved of a run, step by step.")
    .argument("<run>", "id of a run, epic or checkpoint, the beginning of one, or latest");
  return command.action(async (reference: string) => {
    const globals = globalFlags(command);
    const { renderCheckpoints } = await import("../../reports/status.ts");
    await using app = await context.openApp(globals, "read");
    const checkpoints = await app.store.load(reference);
    const { terminal } = context;
    terminal.write(
      globals.json
        ? `${JSON.stringify(checkpoints, undefined, 2)}\n`
        : renderCheckpoints(checkpoints, tableView(terminal.stdout)),
    );
  });
}
