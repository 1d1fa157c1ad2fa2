import type { Command, CommanderError } from "commander";

import { EpicError } from "../core/errors.ts";
import type { Terminal } from "./terminal.ts";

/** Gives a program, once all its commands are added, the global flags and our way to fail. */
export function equipProgram(program: Command, terminal: Terminal): Command {
  program
    .option("--config <file>", "read this configuration instead of the project's")
    .option("--json", "print the result, or the failure, as one JSON document")
    .option("--quiet", "print nothing but the result and failures")
    .option("--debug", "show the stack of a failure")
    .option("--color", "use colors even where nobody seems to look")
    .option("--no-color", "use no colors");
  visit(program, (command) => {
    command
      .exitOverride((error) => fail(error, command))
      .configureHelp({ showGlobalOptions: true, helpWidth: Math.min(terminal.stdout.columns, 100) })
      .configureOutput({
        writeOut: (text) => terminal.write(text),
        writeErr: (text) => terminal.stderr.write(text),
        // Told by reportFailure, in one form with all other failures.
        outputError: () => {},
      });
  });
  return program;
}

function visit(command: Command, change: (command: Command) => void): void {
  change(command);
  for (const child of command.commands) visit(child, change);
}

function fail(error: CommanderError, command: Command): never {
  if (error.exitCode === 0) throw error;
  const path = pathOf(command);
  const hint = `${path} --help`;
  if (error.code === "commander.help") {
    const names = command.commands.map((child) => child.name()).join(", ");
    throw new EpicError("INVALID_INPUT", `${path} needs a command: ${names}`, { cause: error });
  }
  throw new EpicError("INVALID_INPUT", sentence(error.message), { cause: error, hint });
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

/** "error: unknown option '--jsn'\n(Did you mean --json?)" in our manner. */
function sentence(message: string): string {
  const [fault = "", suggestion = ""] = message.replace(/^error: /, "").split("\n(");
  const start = fault.charAt(0).toUpperCase() + fault.slice(1);
  const guess = suggestion.replace(/\)$/, "").replace(/^Did/, "did");
  return guess === "" ? start.replace(/\.$/, "") : `${start}; ${guess}`;
}
