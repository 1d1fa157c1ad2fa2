import { Command } from "commander";

import { EpicError } from "../../core/errors.ts";
import { type CliContext, globalFlags } from "../context.ts";
import { planOutput } from "../output-flags.ts";
import { addRunFlags, changesOf, type RunFlags } from "../run-flags.ts";

interface AnswerFlags extends RunFlags {
  readonly file?: string;
  readonly persona?: string;
}

export function answerCommand(context: CliContext): Command {
  const command = new Command("answer")
    .summary("answer for a persona that waits for a person")
    .description("Takes the answer of a person whom a run waits for, and continues the run.")
    .argument("<checkpoint>", "id of a checkpoint, run or epic, the beginning of one, or latest")
    .option("--file <path>", "the answer: the question filled in, or JSON; - is standard input")
    .option("--persona <name>", "whom it answers for, where several wait");
  addRunFlags(command).addHelpText("after", EXAMPLE);
  return command.action(async (reference: string, flags: AnswerFlags) => {
    const globals = globalFlags(command);
    const output = planOutput(flags, globals.json);
    const { file, persona } = flags;
    if (file === undefined && !flags.interactive) {
      throw new EpicError("INVALID_INPUT", "No answer is given", {
        hint: "--file <review.md> names it, and --interactive opens the question in $EDITOR",
      });
    }
    const { reviewEpic } = await import("../review-epic.ts");
    await reviewEpic(output, flags, { context, globals }, async (app, signal) => {
      const changes = changesOf(flags);
      // Whoever asks for the editor is asked again, there.
      if (file === undefined) return await app.coordinator.resume(reference, signal, changes);
      const limits = { what: file === "-" ? "Standard input" : file, maxBytes: MAX_BYTES };
      const text =
        file === "-"
          ? await app.files.readTextStream(context.terminal.stdin.read(), limits)
          : await app.files.readTextFile(file, limits);
      return await app.coordinator.answer(reference, { text, persona }, signal, changes);
    });
  });
}

/** More than anybody writes by hand. */
const MAX_BYTES = 4 * 1024 * 1024;

const EXAMPLE = `
Example:
  epic answer latest --file .ai/questions/task-1x8t2wq6mz-architect.md`;
