import { Command } from "commander";

import { choice } from "../choice.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { MODES, PRIORITIES } from "../request-flags.ts";
import type { PromptFlags } from "../show-prompt.ts";

export function promptCommand(context: CliContext): Command {
  const command = new Command("prompt")
    .summary("print what a model would be sent for a persona")
    .description(
      "Prints exactly what a model would be sent for a persona, with an estimate of its tokens. Asks no model.",
    )
    .argument("<persona>", "who would be asked")
    .argument("[description]", "what the epic is about; - reads it from standard input")
    .option("--file <path>", "read the description from a file")
    .option("--run <reference>", "as this run asks it, with the reviews that it has")
    .addOption(choice("--mode <mode>", "how thorough the review is", MODES))
    .option("--enforce-devops", "make what the DevOps engineer finds important blocking")
    .addOption(choice("--priority <priority>", "how urgent the epic is", PRIORITIES))
    .option("--persona <file.yml...>", "personas of your own that review as well");
  return command.action(
    async (persona: string, description: string | undefined, flags: PromptFlags) => {
      const { showPrompt } = await import("../show-prompt.ts");
      await showPrompt(persona, description, flags, { context, globals: globalFlags(command) });
    },
  );
}
