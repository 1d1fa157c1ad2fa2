import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { planOutput } from "../output-flags.ts";
import { addRunFlags, changesOf, type RunFlags } from "../run-flags.ts";

export function retryCommand(context: CliContext): Command {
  const command = new Command("retry")
    .summary("ask the personas again that failed")
    .description(
      "Asks the personas again that failed, at once where they are independent; where one answers, those that depend on it review again.",
    )
    .argument("<run>", "id of a run, epic or checkpoint, the beginning of one, or latest");
  return addRunFlags(command).action(async (reference: string, flags: RunFlags) => {
    const globals = globalFlags(command);
    const output = planOutput(flags, globals.json);
    const { reviewEpic } = await import("../review-epic.ts");
    await reviewEpic(output, flags, { context, globals }, (app, signal) =>
      app.coordinator.reopen(reference, { why: "retry" }, signal, changesOf(flags)),
    );
  });
}
