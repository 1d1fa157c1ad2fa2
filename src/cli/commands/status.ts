import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { entryView } from "../views.ts";

export function statusCommand(context: CliContext): Command {
  const command = new Command("status")
    .summary("show how far a run is")
    .description("Shows how far a run is and which personas have reviewed.")
    .argument(
      "[run]",
      "id of a run, epic or checkpoint, the beginning of one, or latest",
      "latest",
    );
  return command.action(async (reference: string) => {
    const globals = globalFlags(command);
    const { renderStatus } = await import("../../reports/status.ts");
    await using app = await context.openApp(globals, "read");
    const state = await app.coordinator.getStatus(reference);
    const { terminal } = context;
    terminal.write(
      globals.json
        ? `${JSON.stringify(state, undefined, 2)}\n`
        : renderStatus(state, entryView(terminal.stdout)),
    );
  });
}
