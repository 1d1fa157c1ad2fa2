import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";

interface SetupFlags {
  readonly root?: string;
  readonly app?: string;
  readonly dryRun: boolean;
}

export function setupCommand(context: CliContext): Command {
  const command = new Command("setup")
    .summary("set up a project for tickets")
    .description(
      "Writes guides, templates and configuration for tickets, and with --app the beginning of an implementation. Done again it changes nothing; after an upgrade it brings what is new, shows it, and keeps what people wrote.",
    )
    .option("--root <folder>", "where planning lives: .ai, or as in persona-framework/.ai")
    .option("--app <folder>", "begin an implementation in this folder, as in demo-app")
    .option("--dry-run", "show what would change, and change nothing", false);
  return command.action(async (flags: SetupFlags) => {
    const globals = globalFlags(command);
    const { terminal, cwd, env } = context;
    const { renderSetup } = await import("./render-setup.ts");
    const { setUp } = await import("../../app/setup.ts");
    const result = await setUp(flags, { cwd, env });
    terminal.write(
      globals.json
        ? `${JSON.stringify(result, undefined, 2)}\n`
        : renderSetup(result, flags.dryRun),
    );
  });
}
