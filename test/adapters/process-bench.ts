import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What the process says on stdout, line by line. */
export type Word = Readonly<Record<string, unknown>>;

/** Bundles test/adapters/saving-process.ts, below node_modules so that it finds the driver. */
export async function buildSavingProcess() {
  const folder = join(root, "node_modules", ".cache", `saving-process-${process.pid}`);
  const build = await rolldown({
    input: join(root, "test/adapters/saving-process.ts"),
    platform: "node",
    external: ["better-sqlite3"],
    transform: { target: "node20.19" },
  });
  await build.write({ dir: folder, format: "esm", entryFileNames: "saving-process.mjs" });
  await build.close();
  const script = join(folder, "saving-process.mjs");
  return {
    start: (args: readonly string[], user?: number) => start(script, args, user),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type SavingProcess = Awaited<ReturnType<typeof buildSavingProcess>>;

function start(script: string, args: readonly string[], user: number | undefined) {
  const child: ChildProcessByStdio<null, Readable, null> = spawn(
    process.execPath,
    [script, ...args],
    { stdio: ["ignore", "pipe", "inherit"], ...(user !== undefined && { uid: user, gid: user }) },
  );
  const words: Word[] = [];
  const lines = createInterface({ input: child.stdout });
  const ended = Promise.all([once(lines, "close"), once(child, "exit")]);
  lines.on("line", (line) => words.push(JSON.parse(line)));
  return {
    child,
    /** All that it said, once it has ended. */
    async finished(): Promise<readonly Word[]> {
      await ended;
      return words;
    },
    /** Resolves when it has saved as many steps; fails when it ends before. */
    async saved(steps: number): Promise<void> {
      await new Promise<void>((resolve, reject) => {
        lines.on("line", () => {
          if (words.some(({ saved }) => saved === steps)) resolve();
        });
        lines.on("close", () => reject(new Error(`it ended early: ${JSON.stringify(words)}`)));
      });
    },
  };
}
