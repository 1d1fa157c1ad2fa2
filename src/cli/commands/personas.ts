import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { tableView } from "../views.ts";

export function personasCommand(context: CliContext): Command {
  return new Command("personas")
    .summary("look at the personas that review")
    .description("Looks at the personas that review.")
    .addCommand(listCommand(context));
}

function listCommand(context: CliContext): Command {
  const command = new Command("list").description(
    "Lists the personas in review order, as the configuration has them.",
  );
  return command.action(async () => {
    const { json, config } = globalFlags(command);
    const { cwd, env, terminal } = context;
    const { inspectPersonas } = await import("../../app/inspect.ts");
    const personas = await inspectPersonas({ cwd, env, configFile: config });
    if (json) {
      terminal.write(`${JSON.stringify(personas, undefined, 2)}\n`);
      return;
    }
    const { renderPersonas } = await import("../render-inspection.ts");
    terminal.write(renderPersonas(personas, tableView(terminal.stdout)));
  });
}
