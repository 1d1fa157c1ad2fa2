import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";

export function doctorCommand(context: CliContext): Command {
  const command = new Command("doctor")
    .summary("check that everything is there that a run needs")
    .description("Checks that everything is there that a run needs. Changes nothing.");
  return command.action(async () => {
    const { json, config } = globalFlags(command);
    const { cwd, env, terminal } = context;
    const { inspectHost } = await import("../../app/inspect.ts");
    const { checkTerminal, renderChecks } = await import("../render-inspection.ts");
    const checks = [
      ...(await inspectHost({ cwd, env, configFile: config })),
      checkTerminal(terminal),
    ];
    terminal.write(
      json ? `${JSON.stringify(checks, undefined, 2)}\n` : renderChecks(checks, terminal.stdout),
    );
    if (checks.some(({ status }) => status === "failed")) context.gateFailed();
  });
}
