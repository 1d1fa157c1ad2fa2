import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { openTicketCode } from "./open-ticket-code.ts";

export function hooksCommand(context: CliContext): Command {
  const install = new Command("install")
    .summary("let Git check that commits name their ticket")
    .description(
      "Installs a commit-msg hook that runs workflow commit-msg. A hook that is there goes on being run, as commit-msg.own.",
    );
  install.action(async () => {
    const globals = globalFlags(install);
    const tickets = await openTicketCode(context, globals);
    const result = await tickets.installHooks();
    context.terminal.write(
      globals.json ? `${JSON.stringify(result, undefined, 2)}\n` : wordsFor(result),
    );
  });
  return new Command("hooks").summary("connect Git with the tickets").addCommand(install);
}

function wordsFor({
  hook,
  done,
  kept,
}: {
  readonly hook: string;
  readonly done: "installed" | "renewed" | "unchanged";
  readonly kept?: string;
}): string {
  const words = { installed: "Installed", renewed: "Renewed", unchanged: "Unchanged:" }[done];
  const before = kept === undefined ? "" : `; the hook that was there is run first, as ${kept}`;
  return `${words} the hook ${hook}${before}\n`;
}

export function commitMessageCommand(context: CliContext): Command {
  const command = new Command("commit-msg")
    .summary("check that a commit names its ticket")
    .description(
      "Checks the message of a commit, as a hook of Git: on the branch of a ticket it names that ticket, and no message names one that is not there.",
    )
    .argument("<file>", "file with the message");
  return command.action(async (file: string) => {
    const globals = globalFlags(command);
    const tickets = await openTicketCode(context, globals);
    const fault = await tickets.checkCommit(file);
    const { terminal } = context;
    if (globals.json) {
      const result = { valid: fault === undefined, ...fault };
      terminal.write(`${JSON.stringify(result, undefined, 2)}\n`);
    } else if (fault) {
      terminal.warn(`${fault.problem}\nhint: ${fault.hint}`);
    }
    if (fault) context.gateFailed();
  });
}
