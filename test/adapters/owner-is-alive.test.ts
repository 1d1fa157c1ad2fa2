import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { hostname } from "node:os";

import { expect, test, vi } from "vitest";

import { ownerIsAlive } from "../../src/adapters/sqlite/owner-is-alive.ts";

test("a process of this machine that runs is alive", () => {
  expect(ownerIsAlive(`${hostname()}:${process.pid}:a`)).toBe(true);
  expect(ownerIsAlive(`${hostname()}:${process.ppid}:a`)).toBe(true);
});

test("a process of this machine that has ended is not", () => {
  const { pid } = spawnSync(process.execPath, ["-e", "0"]);
  expect(ownerIsAlive(`${hostname()}:${pid}:a`)).toBe(false);
});

test.skipIf(process.platform !== "linux")(
  "a process that has ended and that nobody has collected yet is not alive",
  async () => {
    // The shell becomes a process that does not know of its child, and so never collects it.
    const parent = spawn("sh", ["-c", "true & echo $!; exec sleep 30"]);
    const [pid] = await once(parent.stdout, "data");
    const owner = `${hostname()}:${String(pid).trim()}:a`;
    await vi.waitFor(() => expect(ownerIsAlive(owner)).toBe(false), 10_000);
    parent.kill("SIGKILL");
  },
);

test.each([
  ["of another machine", `not-${hostname()}:${process.pid}:a`],
  ["without a process id", hostname()],
  ["with a process id of nobody", `${hostname()}:0:a`],
  ["with a group in the place of a process", `${hostname()}:-1:a`],
  ["with words in the place of a process", `${hostname()}:pid:a`],
])("nothing is known of an owner %s", (_, owner) => {
  expect(ownerIsAlive(owner)).toBeUndefined();
});
