import { Command } from "commander";

import { EpicError } from "../../core/errors.ts";
import type { ReviewMode } from "../../schema/vocabulary.ts";
import { choice } from "../choice.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { planOutput } from "../output-flags.ts";
import { MODES } from "../request-flags.ts";
import { addRunFlags, changesOf, type RunFlags } from "../run-flags.ts";

interface ForkFlags extends RunFlags {
  readonly mode?: ReviewMode;
  readonly description?: string;
}

export function forkCommand(context: CliContext): Command {
  const command = new Command("fork")
    .summary("begin a run at a checkpoint of another one")
    .description(
      "Begins a new run at a checkpoint of another one and reuses every review that was there. Where all were, another mode or description is reviewed by everybody.",
    )
    .argument("<checkpoint>", "id of a checkpoint, the beginning of one, or of a run for its last")
    .addOption(choice("--mode <mode>", "how thorough the rest of the review is", MODES))
    .option("--description <text>", "what the rest of the review is about");
  return addRunFlags(command).action(async (reference: string, flags: ForkFlags) => {
    const globals = globalFlags(command);
    const output = planOutput(flags, globals.json);
    const { mode, description } = flags;
    if (description?.trim() === "") {
      throw new EpicError("INVALID_INPUT", "--description is empty", {
        hint: "leave it out to keep the one that is there",
      });
    }
    const { reviewEpic } = await import("../review-epic.ts");
    await reviewEpic(output, flags, { context, globals }, (app, signal) =>
      app.coordinator.fork(reference, signal, { ...changesOf(flags), mode, description }),
    );
  });
}
