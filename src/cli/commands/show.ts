import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { addDocumentFlags, type DocumentFlags, planOutput } from "../output-flags.ts";

export function showCommand(context: CliContext): Command {
  const command = new Command("show")
    .summary("print an epic again")
    .description("Prints the epic of a finished run.")
    .argument("<epic>", "id of an epic, run or checkpoint, the beginning of one, or latest");
  return addDocumentFlags(command).action(async (reference: string, flags: DocumentFlags) => {
    const globals = globalFlags(command);
    const output = planOutput(flags, globals.json);
    const { printEpic } = await import("../show-epic.ts");
    await using app = await context.openApp(globals, "read");
    await printEpic(await app.coordinator.getEpic(reference), output, { app, context });
  });
}
