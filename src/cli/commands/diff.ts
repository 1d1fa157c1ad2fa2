import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { entryView } from "../views.ts";

export function diffCommand(context: CliContext): Command {
  const command = new Command("diff")
    .summary("show what two epics say differently")
    .description("Shows what the second epic says otherwise than the first.")
    .argument("<a>", "id of an epic, run or checkpoint, or the beginning of one")
    .argument("<b>", "another one, or latest; a run that was rewound has epics at its checkpoints");
  return command.action(async (a: string, b: string) => {
    const globals = globalFlags(command);
    const { diffEpics } = await import("../../core/diff-epics.ts");
    const { renderDiff } = await import("../../reports/diff.ts");
    await using app = await context.openApp(globals, "read");
    const before = await app.coordinator.getEpic(a);
    const diff = diffEpics(before, await app.coordinator.getEpic(b));
    const { terminal } = context;
    terminal.write(
      globals.json
        ? `${JSON.stringify(diff, undefined, 2)}\n`
        : renderDiff(diff, entryView(terminal.stdout)),
    );
  });
}
