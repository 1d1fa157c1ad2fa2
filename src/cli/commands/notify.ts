import { Command, Option } from "commander";

import type { Observe } from "../../app/open-app.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { printable } from "../printable.ts";
import { addReachFlags, type ReachFlags } from "../run-flags.ts";

interface NotifyFlags extends ReachFlags {
  readonly plugin?: string;
}

export function notifyCommand(context: CliContext): Command {
  const command = new Command("notify")
    .summary("tell of a finished epic again")
    .description(
      "Has the plugins tell of a finished epic again, where that failed or came too early.",
    )
    .argument("<epic>", "id of an epic, run or checkpoint, the beginning of one, or latest")
    .addOption(new Option("--plugin <name>", "only this one"));
  addReachFlags(command);
  return command.action(async (reference: string, flags: NotifyFlags) => {
    const globals = globalFlags(command);
    const { terminal, env } = context;
    const { plugin, trust = [], egress = true } = flags;
    const observe: Observe = (event) => {
      if (event.kind !== "plugin-said" || globals.quiet) return;
      terminal.warn(printable(`${event.plugin}: ${event.text}`));
    };
    await using app = await context.openApp(globals, "read");
    const { notifyAgain } = await import("../../app/notify-again.ts");
    const { signal } = terminal;
    const request = { reference, plugin, env, trust, allowEgress: egress, observe, signal };
    const notified = await notifyAgain(request, app);
    terminal.write(
      globals.json
        ? `${JSON.stringify(notified, undefined, 2)}\n`
        : `told of ${notified.epicId}: ${notified.told.join(", ")}\n`,
    );
  });
}
