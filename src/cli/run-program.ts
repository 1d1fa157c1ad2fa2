import { type Command, CommanderError } from "commander";

import { EpicError } from "../core/errors.ts";
import type { CliContext } from "./context.ts";
import { readEarlyFlags } from "./early-flags.ts";
import { reportFailure } from "./report-failure.ts";
import { openTerminal } from "./terminal.ts";

/** One life of a program, from argv to the exit code. Never rejects. */
export async function runProgram(
  build: (context: CliContext) => Command,
  process: NodeJS.Process,
): Promise<number> {
  const argv = process.argv.slice(2);
  const { env } = process;
  const flags = readEarlyFlags(argv);
  const interruption = watchInterruption(process);
  const terminal = openTerminal(process, { env, signal: interruption.signal, color: flags.color });
  let exitCode = 0;
  const context: CliContext = {
    terminal,
    cwd: process.cwd(),
    env,
    gateFailed() {
      exitCode = 1;
    },
  };
  try {
    await parse(build(context), argv);
    await terminal.settled();
  } catch (error) {
    exitCode = reportFailure(error, terminal, flags);
    if (interruption.signal.aborted) exitCode = interruption.exitCode();
    // The failure is told as far as the streams take it; there is no second place to tell.
    await terminal.settled().catch(() => {});
  }
  return exitCode;
}

/** `--help` and `--version` leave commander as an error that is none. */
async function parse(program: Command, argv: readonly string[]): Promise<void> {
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
  }
}

function watchInterruption(process: NodeJS.Process) {
  const controller = new AbortController();
  let exitCode = 130;
  const signals = { SIGINT: 130, SIGTERM: 143 } as const;
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) {
        process.removeAllListeners(name);
        process.kill(process.pid, name);
        return;
      }
      exitCode = signals[name];
      controller.abort(new EpicError("CANCELLED", `Interrupted by ${name}`));
    });
  }
  return { signal: controller.signal, exitCode: () => exitCode };
}
