import { Command, Option } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { parseSince } from "../parse-since.ts";
import { tableView } from "../views.ts";

interface CostFlags {
  /** Milliseconds since 1970. */
  readonly since?: number;
}

export function costCommand(context: CliContext): Command {
  const command = new Command("cost")
    .summary("say what was spent, and what was saved")
    .description("Says what the runs of this project cost: by persona, by model and by project.")
    .addOption(
      new Option(
        "--since <time>",
        "only from then on: 7d, 12h, or a day as in 2026-11-01",
      ).argParser(parseSince),
    );
  return command.action(async ({ since }: CostFlags) => {
    const globals = globalFlags(command);
    const { reportSpending } = await import("../../core/spending/report.ts");
    const { renderSpending } = await import("../../reports/spending.ts");
    await using app = await context.openApp(globals, "read");
    const query = since === undefined ? {} : { since: new Date(since).toISOString() };
    const report = reportSpending(await app.ledger.entries(query));
    const { terminal } = context;
    terminal.write(
      globals.json
        ? `${JSON.stringify(report, undefined, 2)}\n`
        : renderSpending(report, ["personas", "models", "projects"], tableView(terminal.stdout)),
    );
  });
}
