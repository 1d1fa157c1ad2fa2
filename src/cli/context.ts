import type { Command } from "commander";

import type { App, AppOptions, Observe } from "../app/open-app.ts";
import type { Terminal } from "./terminal.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a command says about who answers, where personas are asked. */
export type RunOptions = Pick<AppOptions, "people" | "allowEgress" | "tape" | "trust" | "workers">;

/** What every command gets. */
export interface CliContext {
  readonly terminal: Terminal;
  /** Absolute. */
  readonly cwd: string;
  readonly env: Environment;
  /** Puts the application together as the flags and the configuration say. Close it: `await using`. */
  openApp(
    flags: GlobalFlags,
    access: "read" | "write",
    observe?: Observe,
    run?: RunOptions,
  ): Promise<App>;
  /** The command did its work, but the gate did not pass: exit with 1. */
  gateFailed(): void;
}

/** Flags that every command takes, before or after its name. */
export interface GlobalFlags {
  readonly config?: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly debug: boolean;
}

export function globalFlags(command: Command): GlobalFlags {
  const { config, json, quiet, debug } = command.optsWithGlobals<Partial<GlobalFlags>>();
  const flags = { json: json === true, quiet: quiet === true, debug: debug === true };
  return config === undefined ? flags : { ...flags, config };
}
