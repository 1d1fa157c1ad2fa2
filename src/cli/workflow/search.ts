import { Command } from "commander";

import { type CliContext, globalFlags } from "../context.ts";
import { parseCount } from "../parse-count.ts";
import { openTicketCode } from "./open-ticket-code.ts";

const LIMIT = 10;

export function searchCommand(context: CliContext): Command {
  const command = new Command("search")
    .summary("look through all tickets and epics")
    .description(
      "Looks for words in the documents of all tickets, the archive included, and in the epics of the project. Beginnings of words count; the best hit comes first.",
    )
    .argument("<words...>", "what to look for")
    .option("--limit <number>", "how many hits are shown", parseCount, LIMIT);
  return command.action(async (words: readonly string[], { limit }: { readonly limit: number }) => {
    const globals = globalFlags(command);
    const { renderHits } = await import("./render-hits.ts");
    const tickets = await openTicketCode(context, globals);
    const result = await tickets.search({ words: words.join(" "), limit });
    const { terminal } = context;
    if (globals.json) terminal.write(`${JSON.stringify(result, undefined, 2)}\n`);
    else terminal.write(renderHits(result, terminal.stdout));
    if (globals.json || globals.quiet) return;
    if (result.hits.length === 0) terminal.warn(`Nothing of that is in ${result.searched} texts`);
    else if (result.partial) terminal.warn("No text has all the words; these have some of them");
  });
}
