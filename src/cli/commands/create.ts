import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { addCreateFlags, type CreateFlags } from "../create-flags.ts";
import { chooseSource } from "../description-source.ts";
import { addOutputFlags, planOutput } from "../output-flags.ts";

export function createCommand(context: CliContext): Command {
  const command = new Command("create")
    .summary("review an epic and print what came of it")
    .description("Reviews an epic with every persona of the mode, one after the other.")
    .argument("[description]", "what the epic is about; - reads it from standard input");
  command.addHelpText("after", EXAMPLES);
  return addOutputFlags(addCreateFlags(command)).action(
    async (argument: string | undefined, flags: CreateFlags) => {
      const globals = globalFlags(command);
      const source = chooseSource(argument, flags);
      const output = planOutput(flags, globals.json);
      if (flags.estimate) {
        const { showEstimate } = await import("../show-estimate.ts");
        await showEstimate(source, flags, { context, globals });
        return;
      }
      const { reviewEpic } = await import("../review-epic.ts");
      const { readRequest } = await import("../read-request.ts");
      await reviewEpic(output, flags, { context, globals }, async (app, signal) => {
        const request = await readRequest(source, flags, { app, terminal: context.terminal });
        if (request.options.cache === "only" && !globals.quiet) {
          const { noteSimilar } = await import("../note-similar.ts");
          await noteSimilar(request, app, context.terminal);
        }
        return await app.coordinator.execute(request, signal, { deadlineMs: flags.deadline });
      });
    },
  );
}

const EXAMPLES = `
Examples:
  epic create "Customers can return an order online" --mode enterprise
  epic create --file epic.md --out review.md --fail-on blocking
  cat epic.md | epic create - --json`;
