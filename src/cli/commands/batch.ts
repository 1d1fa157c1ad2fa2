import { Command, Option } from "commander";

import { choice } from "../choice.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { FAIL_ON, type OutputFlags } from "../output-flags.ts";
import { parseCount } from "../parse-count.ts";
import { addRequestFlags, type RequestFlags } from "../request-flags.ts";
import { addReachFlags, type ReachFlags } from "../run-flags.ts";

export interface BatchFlags extends RequestFlags, ReachFlags, Pick<OutputFlags, "failOn"> {
  readonly concurrency?: number;
  readonly queue: number;
}

export function batchCommand(context: CliContext): Command {
  const command = new Command("batch")
    .summary("review many epics")
    .description(
      "Reviews one epic for each line of a file, several at once. A line is an EpicRequest in JSON, or a description as a JSON string; flags win over what a line says. Prints one line of JSON for each, in the order in which they are done.",
    )
    .argument("<file>", "JSON Lines; - reads standard input")
    .addOption(
      new Option(
        "--concurrency <count>",
        "reviews at once (default: performance.maxConcurrentPersonas)",
      ).argParser(parseCount),
    )
    .addOption(
      new Option("--queue <count>", "requests read ahead, of which the most urgent goes first")
        .argParser(parseCount)
        .default(100),
    )
    .addOption(
      choice("--fail-on <what>", "exit with 1 where an epic holds such a recommendation", FAIL_ON),
    );
  addReachFlags(addRequestFlags(command)).addHelpText("after", EXAMPLES);
  return command.action(async (file: string, flags: BatchFlags) => {
    const { reviewBatch } = await import("../review-batch.ts");
    await reviewBatch(file, flags, { context, globals: globalFlags(command) });
  });
}

const EXAMPLES = `
Examples:
  epic batch epics.jsonl > reviews.jsonl
  jq -c '{description: .body, metadata: {priority: "high"}}' issues.json | epic batch - --concurrency 4`;
