import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { addDocumentFlags, type DocumentFlags, planOutput } from "../output-flags.ts";

interface ShowFlags extends DocumentFlags {
  readonly cost?: boolean;
}

export function showCommand(context: CliContext): Command {
  const command = new Command("show")
    .summary("print an epic again")
    .description("Prints the epic of a finished run.")
    .argument("<epic>", "id of an epic, run or checkpoint, the beginning of one, or latest");
  addDocumentFlags(command).option("--cost", "say what the run cost, and what was saved");
  return command.action(async (reference: string, flags: ShowFlags) => {
    const globals = globalFlags(command);
    const output = planOutput(flags, globals.json);
    if (flags.cost) {
      const { showCost } = await import("../show-cost.ts");
      await showCost(reference, { context, globals });
      return;
    }
    const { printEpic } = await import("../show-epic.ts");
    await using app = await context.openApp(globals, "read");
    await printEpic(await app.coordinator.getEpic(reference), output, { app, context });
  });
}
