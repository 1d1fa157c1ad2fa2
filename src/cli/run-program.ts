import { type Command, CommanderError } from "commander";

import type { CliContext, Environment } from "./context.ts";
import { readEarlyFlags } from "./early-flags.ts";
import { watchInterruption } from "./interruption.ts";
import { printable } from "./printable.ts";
import { reportFailure } from "./report-failure.ts";
import { openTerminal } from "./terminal.ts";

type Build = (context: CliContext, argv: readonly string[]) => Command;

/** One life of a program, from argv to the exit code. Never rejects. */
export async function runProgram(
  build: Build,
  host: NodeJS.Process,
  env: Environment,
): Promise<number> {
  const cwd = host.cwd();
  const argv = host.argv.slice(2);
  const { color } = readEarlyFlags(argv);
  const interruption = watchInterruption(host);
  const terminal = openTerminal(host, { env, signal: interruption.signal, color });
  const exitCode = await runCommand(build, argv, {
    terminal,
    cwd,
    env,
    async openApp({ config, quiet }, access, observe, run) {
      const { openApp } = await import("../app/open-app.ts");
      const app = await openApp({ cwd, env, configFile: config, access, observe, ...run });
      const warnings = quiet ? [] : app.loaded.warnings;
      for (const warning of warnings) terminal.warn(`warning: ${printable(warning)}`);
      return app;
    },
  });
  return exitCode > 1 ? (interruption.exitCode() ?? exitCode) : exitCode;
}

/** Finds the command, runs it, and tells its failure. */
export async function runCommand(
  build: Build,
  argv: readonly string[],
  parts: Omit<CliContext, "gateFailed">,
): Promise<number> {
  const { terminal } = parts;
  let passed = true;
  const context: CliContext = {
    ...parts,
    gateFailed() {
      passed = false;
    },
  };
  try {
    await parse(build(context, argv), argv);
    await terminal.settled();
    return passed ? 0 : 1;
  } catch (error) {
    const exitCode = reportFailure(error, terminal, readEarlyFlags(argv));
    // The failure is told as far as the streams take it; there is no second place to tell.
    await terminal.settled().catch(() => {});
    return exitCode;
  }
}

/** `--help` and `--version` leave commander as an error that is none. */
async function parse(program: Command, argv: readonly string[]): Promise<void> {
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
  }
}
