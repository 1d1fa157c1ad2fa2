import { readPersonaFile, readRequestFile } from "../../src/adapters/files/document-file.ts";
import { readFileLines, readLines } from "../../src/adapters/files/read-lines.ts";
import { readTextFile, readTextStream } from "../../src/adapters/files/read-text.ts";
import { checkOutput, writeOutput } from "../../src/adapters/files/write-output.ts";
import { memoryLedger } from "../../src/adapters/memory/ledger.ts";
import { memoryStoreroom } from "../../src/adapters/memory/storeroom.ts";
import type { App } from "../../src/app/open-app.ts";
import type { CliContext } from "../../src/cli/context.ts";
import { buildProgram } from "../../src/cli/program.ts";
import { runCommand } from "../../src/cli/run-program.ts";
import { runBatch } from "../../src/engine/run-batch.ts";
import { CONFIG } from "./config.ts";
import { coordinatorOf, type Harness, settings } from "./coordinator.ts";
import type { ScriptedPersona } from "./persona.ts";
import { fakeTerminal, type FakeTerminalOptions } from "./terminal.ts";

export interface Ended {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** The commands over the real coordinator and memory; every call is a process of its own. */
export function cliOf(personas: readonly ScriptedPersona[], harness: Harness = {}) {
  let observe: Parameters<CliContext["openApp"]>[2];
  const all = { ...settings, ...harness.settings };
  const setUp = coordinatorOf(personas, {
    ...harness,
    parts: { ...harness.parts, observe: (event) => observe?.(event) },
  });
  const app: App = {
    coordinator: setUp.coordinator,
    batch: (lines, signal, rest) =>
      runBatch(lines, signal, { ...rest, review: (...of) => setUp.coordinator.execute(...of) }),
    store: setUp.store,
    cache: setUp.cache,
    settings: all,
    loaded: {
      config: CONFIG,
      layers: [],
      places: { root: "/", stateFolder: "/", projectConfig: undefined, userConfig: undefined },
      warnings: [],
    },
    ledger: memoryLedger(setUp.medium),
    storeroom: memoryStoreroom(setUp.medium),
    files: {
      readFileLines,
      readLines,
      readTextFile,
      readTextStream,
      readRequestFile,
      readPersonaFile: (file) => readPersonaFile(file, { name: file, providers: {} }),
      checkOutput: async (path) => void (await checkOutput(path)),
      writeOutput,
    },
    [Symbol.asyncDispose]: async () => {},
  };

  async function run(
    argv: readonly string[],
    options: FakeTerminalOptions & { readonly env?: CliContext["env"] } = {},
  ): Promise<Ended> {
    const terminal = fakeTerminal(options);
    const exitCode = await runCommand(buildProgram, argv, {
      terminal,
      cwd: "/",
      env: options.env ?? {},
      async openApp(_flags, _access, watch) {
        observe = watch;
        return app;
      },
    });
    return { exitCode, out: terminal.out(), err: terminal.err() };
  }
  return { ...setUp, run };
}
