import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { tableView } from "../views.ts";

export function checkpointsCommand(context: CliContext): Command {
  const command = new Command("checkpoints")
    .summary("list the checkpoints of a run")
    .description(
      "Lists what was saved of a run, step by step. Steps behind | were left aside by a rewind or a restart; forks stand below the step at which they began.",
    )
    .argument("<run>", "id of a run, epic or checkpoint, the beginning of one, or latest");
  return command.action(async (reference: string) => {
    const globals = globalFlags(command);
    const { renderHistory } = await import("../../reports/history.ts");
    await using app = await context.openApp(globals, "read");
    const { historyOf } = await import("../../core/history.ts");
    const steps = historyOf(await app.store.load(reference), await app.store.list({}));
    const { terminal } = context;
    terminal.write(
      globals.json
        ? `${JSON.stringify(steps, undefined, 2)}\n`
        : renderHistory(steps, tableView(terminal.stdout)),
    );
  });
}
