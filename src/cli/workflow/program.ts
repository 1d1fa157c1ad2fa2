import { Command } from "commander";

import { VERSION } from "../../core/version.ts";
import { chooseCommands } from "../choose-commands.ts";
import type { CliContext } from "../context.ts";
import { equipProgram } from "../equip.ts";
import { advanceCommand } from "./advance.ts";
import { boardCommand, indexCommand, overlapsCommand } from "./board.ts";
import { branchCommand, pullRequestCommand } from "./branch.ts";
import { checkCommand } from "./check.ts";
import { archiveCommand, completeCommand } from "./complete.ts";
import { commitMessageCommand, hooksCommand } from "./hooks.ts";
import { initCommand } from "./init.ts";
import { approveCommand, rejectCommand } from "./judge.ts";
import { linkCommand, unlinkCommand } from "./link.ts";
import { listCommand } from "./list.ts";
import { planCommand } from "./plan.ts";
import { recordCommand } from "./record.ts";
import { repairCommand } from "./repair.ts";
import { searchCommand } from "./search.ts";
import { setupCommand } from "./setup.ts";
import { showCommand } from "./show.ts";
import { waiveCommand } from "./waive.ts";

/** In the order of the help. */
const COMMANDS = {
  setup: setupCommand,
  init: initCommand,
  plan: planCommand,
  list: listCommand,
  show: showCommand,
  approve: approveCommand,
  reject: rejectCommand,
  record: recordCommand,
  waive: waiveCommand,
  repair: repairCommand,
  advance: advanceCommand,
  check: checkCommand,
  complete: completeCommand,
  archive: archiveCommand,
  board: boardCommand,
  index: indexCommand,
  overlaps: overlapsCommand,
  search: searchCommand,
  link: linkCommand,
  unlink: unlinkCommand,
  branch: branchCommand,
  "pr-body": pullRequestCommand,
  "commit-msg": commitMessageCommand,
  hooks: hooksCommand,
};

export function buildWorkflowProgram(context: CliContext, argv: readonly string[]): Command {
  const program = new Command("workflow")
    .description("Keeps the documents and the state of tickets in .ai/workflow.")
    .version(VERSION);
  for (const create of chooseCommands(COMMANDS, argv)) program.addCommand(create(context));
  return equipProgram(program, context.terminal);
}
