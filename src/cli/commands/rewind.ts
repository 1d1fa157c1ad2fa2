import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { planOutput } from "../output-flags.ts";
import { addRunFlags, changesOf, type RunFlags } from "../run-flags.ts";

export function rewindCommand(context: CliContext): Command {
  const command = new Command("rewind")
    .summary("ask a persona, and those after it, again")
    .description(
      "Asks a persona again, and all that saw its review; the reviews before it are reused, and what was there before stays in the history.",
    )
    .argument("<run>", "id of a run, epic or checkpoint, the beginning of one, or latest")
    .requiredOption("--from <persona>", "the first one to ask again");
  addRunFlags(command).addHelpText("after", NOTE);
  return command.action(async (reference: string, flags: RunFlags & { readonly from: string }) => {
    const globals = globalFlags(command);
    const output = planOutput(flags, globals.json);
    const again = { why: "rewind", persona: flags.from } as const;
    const { reviewEpic } = await import("../review-epic.ts");
    await reviewEpic(output, flags, { context, globals }, (app, signal) =>
      app.coordinator.reopen(reference, again, signal, changesOf(flags)),
    );
  });
}

const NOTE = `
The cache is written and not read, so that there is a new answer; --cache on lets an old one serve.`;
