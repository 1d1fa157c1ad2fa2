import { Command } from "commander";

import { addBudgetFlags, type BudgetFlags, limitsOf } from "../budget-flags.ts";
import { addCacheFlags, type CacheFlags, cachePolicyOf } from "../cache-flags.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { addOutputFlags, type OutputFlags, planOutput } from "../output-flags.ts";

export function resumeCommand(context: CliContext): Command {
  const command = new Command("resume")
    .summary("continue a run that stopped")
    .description("Continues a run; personas that have reviewed are not asked again.")
    .argument("<checkpoint>", "id of a checkpoint, run or epic, the beginning of one, or latest");
  addOutputFlags(addBudgetFlags(addCacheFlags(command)));
  return command.action(
    async (reference: string, flags: OutputFlags & CacheFlags & BudgetFlags) => {
      const globals = globalFlags(command);
      const output = planOutput(flags, globals.json);
      const { reviewEpic } = await import("../review-epic.ts");
      await reviewEpic(output, flags.failOn, { context, globals }, (app, signal) =>
        app.coordinator.resume(reference, signal, {
          cache: cachePolicyOf(flags),
          ...limitsOf(flags),
        }),
      );
    },
  );
}
