import { Command } from "commander";

import { VERSION } from "../core/version.ts";
import type { CliContext } from "./context.ts";
import { equipProgram } from "./equip.ts";

export function buildProgram(context: CliContext): Command {
  const commands: Command[] = [];
  const program = new Command("epic")
    .description("Reviews an epic with six specialists, one after the other")
    .version(VERSION);
  for (const command of commands) program.addCommand(command);
  return equipProgram(program, context.terminal);
}
