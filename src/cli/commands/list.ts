import { Command, Option } from "commander";

import type { RunStatus } from "../../schema/run.ts";
import { choice } from "../choice.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { parseCount } from "../parse-count.ts";
import { tableView } from "../views.ts";

/** A test holds them to the schema. */
export const STATUSES = [
  "running",
  "waiting",
  "completed",
  "failed",
  "cancelled",
] as const satisfies readonly RunStatus[];

interface ListFlags {
  readonly status?: RunStatus;
  readonly limit: number;
}

export function listCommand(context: CliContext): Command {
  const command = new Command("list")
    .summary("list the runs, newest first")
    .description("Lists the runs that are saved in this project, newest first.")
    .addOption(choice("--status <status>", "only runs that stand so", STATUSES))
    .addOption(new Option("--limit <count>", "at most so many").argParser(parseCount).default(20));
  return command.action(async ({ status, limit }: ListFlags) => {
    const globals = globalFlags(command);
    const { renderRuns } = await import("../../reports/status.ts");
    await using app = await context.openApp(globals, "read");
    const runs = await app.store.list(status === undefined ? { limit } : { status, limit });
    const { terminal } = context;
    if (globals.json) terminal.write(`${JSON.stringify(runs, undefined, 2)}\n`);
    else if (runs.length > 0) terminal.write(renderRuns(runs, tableView(terminal.stdout)));
    else if (!globals.quiet) terminal.warn('No runs are saved here; epic create "…" starts one');
  });
}
