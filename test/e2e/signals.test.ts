import type { ChildProcess } from "node:child_process";
import { readdirSync } from "node:fs";

import { expect, test } from "vitest";

import { openSandbox, outcomeOf } from "./epic.ts";

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s while the description is read exits with %i", async (signal, code) => {
  using sandbox = openSandbox();
  const child = sandbox.spawn(["create", "-"]);
  const outcome = outcomeOf(child);
  await feedWithoutEnd(child);
  child.kill(signal);
  expect(await outcome).toEqual({
    code,
    signal: null,
    stdout: "",
    stderr: `error: Interrupted by ${signal}\n`,
  });
  expect(readdirSync(sandbox.cwd)).toEqual([]);
});

/** More than a pipe holds: when it is written, the child has begun to read. */
async function feedWithoutEnd({ stdin }: ChildProcess): Promise<void> {
  await new Promise((written) => stdin?.write("An epic without an end. ".repeat(10_000), written));
}
