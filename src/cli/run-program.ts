import { type Command, CommanderError } from "commander";

import type { CliContext, Environment } from "./context.ts";
import { readEarlyFlags } from "./early-flags.ts";
import { watchInterruption } from "./interruption.ts";
import { reportFailure } from "./report-failure.ts";
import { openTerminal } from "./terminal.ts";

/** One life of a program, from argv to the exit code. Never rejects. */
export async function runProgram(
  build: (context: CliContext) => Command,
  host: NodeJS.Process,
  env: Environment,
): Promise<number> {
  const cwd = host.cwd();
  const argv = host.argv.slice(2);
  const flags = readEarlyFlags(argv);
  const interruption = watchInterruption(host);
  const terminal = openTerminal(host, { env, signal: interruption.signal, color: flags.color });
  let exitCode = 0;
  const context: CliContext = {
    terminal,
    cwd,
    env,
    async openApp({ config }, access, observe) {
      const { openApp } = await import("../app.ts");
      return await openApp({ cwd, env, configFile: config, access, observe });
    },
    gateFailed() {
      exitCode = 1;
    },
  };
  try {
    await parse(build(context), argv);
    await terminal.settled();
  } catch (error) {
    const told = reportFailure(error, terminal, flags);
    exitCode = interruption.exitCode() ?? told;
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
