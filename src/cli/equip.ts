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
        // Faults are told by reportFailure, in one form with all other failures.
        writeErr: () => {},
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
  if (error.code === "commander.help") {
    const names = command.commands.map((child) => child.name()).join(", ");
    throw new EpicError("INVALID_INPUT", `${path} needs a command`, {
      cause: error,
      hint: `one of ${names}; ${path} --help says more`,
    });
  }
  // "error: unknown option '--jsn'\n(Did you mean --json?)"
  const [fault = "", suggestion = ""] = error.message.replace(/^error: /, "").split("\n");
  const sentence = fault.charAt(0).toUpperCase() + fault.slice(1).replace(/\.$/, "");
  const hint = suggestion.replace(/^\((.*)\)$/, "$1");
  throw new EpicError("INVALID_INPUT", sentence, {
    cause: error,
    hint: hint === "" ? (HINTS[error.code] ?? `see ${path} --help`) : hint,
  });
}

const HINTS: Readonly<Record<string, string>> = {
  "commander.excessArguments": "put quotes around a text of several words",
};

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
