import { Command } from "commander";

import { VERSION } from "../../core/version.ts";
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

const COMMANDS = [
  setupCommand,
  initCommand,
  planCommand,
  listCommand,
  showCommand,
  approveCommand,
  rejectCommand,
  recordCommand,
  waiveCommand,
  repairCommand,
  advanceCommand,
  checkCommand,
  completeCommand,
  archiveCommand,
  boardCommand,
  indexCommand,
  overlapsCommand,
  searchCommand,
  linkCommand,
  unlinkCommand,
  branchCommand,
  pullRequestCommand,
  commitMessageCommand,
  hooksCommand,
];

export function buildWorkflowProgram(context: CliContext): Command {
  const program = new Command("workflow")
    .description("Keeps the documents and the state of tickets in .ai/workflow.")
    .version(VERSION);
  for (const create of COMMANDS) program.addCommand(create(context));
  return equipProgram(program, context.terminal);
}
