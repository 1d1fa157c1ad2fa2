import { Command } from "commander";

import { VERSION } from "../core/version.ts";
import { cacheCommand } from "./commands/cache.ts";
import { checkpointsCommand } from "./commands/checkpoints.ts";
import { configCommand } from "./commands/config.ts";
import { createCommand } from "./commands/create.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { listCommand } from "./commands/list.ts";
import { personasCommand } from "./commands/personas.ts";
import { resumeCommand } from "./commands/resume.ts";
import { schemaCommand } from "./commands/schema.ts";
import { showCommand } from "./commands/show.ts";
import { statusCommand } from "./commands/status.ts";
import type { CliContext } from "./context.ts";
import { equipProgram } from "./equip.ts";

const COMMANDS = [
  createCommand,
  resumeCommand,
  statusCommand,
  listCommand,
  showCommand,
  checkpointsCommand,
  cacheCommand,
  personasCommand,
  configCommand,
  schemaCommand,
  doctorCommand,
];

export function buildProgram(context: CliContext): Command {
  const program = new Command("epic")
    .description("Reviews an epic with six specialists, one after the other.")
    .version(VERSION);
  for (const create of COMMANDS) program.addCommand(create(context));
  return equipProgram(program, context.terminal);
}
