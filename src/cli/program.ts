import { Command } from "commander";

import { VERSION } from "../core/version.ts";
import { chooseCommands } from "./choose-commands.ts";
import { answerCommand } from "./commands/answer.ts";
import { batchCommand } from "./commands/batch.ts";
import { cacheCommand } from "./commands/cache.ts";
import { checkpointsCommand } from "./commands/checkpoints.ts";
import { configCommand } from "./commands/config.ts";
import { costCommand } from "./commands/cost.ts";
import { createCommand } from "./commands/create.ts";
import { diffCommand } from "./commands/diff.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { forkCommand } from "./commands/fork.ts";
import { listCommand } from "./commands/list.ts";
import { notifyCommand } from "./commands/notify.ts";
import { personasCommand } from "./commands/personas.ts";
import { promptCommand } from "./commands/prompt.ts";
import { resumeCommand } from "./commands/resume.ts";
import { retryCommand } from "./commands/retry.ts";
import { rewindCommand } from "./commands/rewind.ts";
import { schemaCommand } from "./commands/schema.ts";
import { showCommand } from "./commands/show.ts";
import { statusCommand } from "./commands/status.ts";
import { trustCommand } from "./commands/trust.ts";
import type { CliContext } from "./context.ts";
import { equipProgram } from "./equip.ts";

/** In the order of the help. */
const COMMANDS = {
  create: createCommand,
  batch: batchCommand,
  resume: resumeCommand,
  answer: answerCommand,
  retry: retryCommand,
  rewind: rewindCommand,
  fork: forkCommand,
  diff: diffCommand,
  status: statusCommand,
  list: listCommand,
  show: showCommand,
  notify: notifyCommand,
  checkpoints: checkpointsCommand,
  cost: costCommand,
  cache: cacheCommand,
  personas: personasCommand,
  prompt: promptCommand,
  config: configCommand,
  schema: schemaCommand,
  doctor: doctorCommand,
  trust: trustCommand,
};

export function buildProgram(context: CliContext, argv: readonly string[]): Command {
  const program = new Command("epic")
    .description("Reviews an epic with six specialists, one after the other.")
    .version(VERSION)
    .addHelpText("after", EXIT_CODES);
  for (const create of chooseCommands(COMMANDS, argv)) program.addCommand(create(context));
  return equipProgram(program, context.terminal);
}

const EXIT_CODES = `
Exit codes:
  0         done
  1         done, but the gate of --fail-on did not pass
  2         the input, a flag, an id or the configuration is wrong
  3         not now; epic resume continues
  4         the answer of a persona does not fit
  5         not trusted or not allowed
  6         something could not be stored or written
  70        a fault of the program
  130, 143  interrupted; epic resume continues`;
