import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { planOutput } from "../output-flags.ts";
import { addRunFlags, changesOf, type RunFlags } from "../run-flags.ts";

export function resumeCommand(context: CliContext): Command {
  const command = new Command("resume")
    .summary("continue a run that stopped")
    .description("Continues a run; personas that have reviewed are not asked again.")
    .argument("<checkpoint>", "id of a checkpoint, run or epic, the beginning of one, or latest")
    .option("--restart", "ask everybody again, as the configuration is now");
  addRunFlags(command);
  return command.action(
    async (reference: string, flags: RunFlags & { readonly restart?: boolean }) => {
      const globals = globalFlags(command);
      const output = planOutput(flags, globals.json);
      const changes = changesOf(flags);
      const { reviewEpic } = await import("../review-epic.ts");
      await reviewEpic(output, flags, { context, globals }, ({ coordinator }, signal) =>
        flags.restart
          ? coordinator.reopen(reference, { why: "restart" }, signal, changes)
          : coordinator.resume(reference, signal, changes),
      );
    },
  );
}
