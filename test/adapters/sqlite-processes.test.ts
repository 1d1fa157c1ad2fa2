import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";

import { openDatabase } from "../../src/adapters/sqlite/database.ts";
import { ownerIsAlive } from "../../src/adapters/sqlite/owner-is-alive.ts";
import { sqliteStateStore } from "../../src/adapters/sqlite/state-store.ts";
import { buildSavingProcess, type SavingProcess } from "./process-bench.ts";
import { behindItsBack, temporaryFolder } from "./sqlite-bench.ts";

let bench: SavingProcess;
let folder: ReturnType<typeof temporaryFolder>;
let file: string;
const clock = { now: Date.now };

beforeAll(async () => {
  bench = await buildSavingProcess();
});

afterAll(() => {
  bench[Symbol.dispose]();
});

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, "state", "epic.db");
});

afterEach(() => {
  folder[Symbol.dispose]();
});

async function openStore(path = file) {
  return sqliteStateStore(await openDatabase(path), clock, { isAlive: ownerIsAlive });
}

function integrity(path = file): unknown {
  return behindItsBack(path, (connection) =>
    connection.pragma("integrity_check", { simple: true }),
  );
}

/** Kills a process in the middle of its saves and says which was the last one it was told of. */
async function killAfter(steps: number): Promise<number> {
  const running = bench.start([file, "task-killed", "100000"]);
  await running.saved(steps);
  running.child.kill("SIGKILL");
  const saved = (await running.finished()).map((word) => Number(word["saved"] ?? 0));
  return Math.max(...saved);
}

test("processes that start at once on a folder that does not exist all save everything", async () => {
  const tasks = ["task-1", "task-2", "task-3", "task-4"];
  const running = tasks.map((taskId) => bench.start([file, taskId, "15"]));
  const said = await Promise.all(running.map((one) => one.finished()));
  expect(said.map((words) => words.at(-1))).toMatchObject(tasks.map(() => ({ saved: 15 })));
  await using store = await openStore();
  for (const taskId of tasks) expect(await store.load(taskId)).toHaveLength(15);
  expect(integrity()).toBe("ok");
});

test("of processes that want the same run at once, one gets it and the others are told who", async () => {
  const running = [1, 2, 3, 4].map(() => bench.start([file, "task-same", "100000"]));
  let ended = 0;
  const words = running.map(async (one) => {
    const said = await one.finished();
    ended += 1;
    return said;
  });
  await vi.waitFor(() => expect(ended).toBe(3), 30_000);
  for (const { child } of running) child.kill("SIGKILL");
  const said = await Promise.all(words);
  const claims = said.map(([, claim]) => claim);
  const held = claims.filter((claim) => claim?.["kind"] === "held");
  const pids = running.map(({ child }) => String(child.pid));
  expect(held).toHaveLength(1);
  const busy = claims.filter((claim) => claim?.["kind"] === "busy");
  expect(busy).toHaveLength(3);
  for (const { owner } of busy.filter((claim) => claim !== undefined)) {
    expect(pids).toContain(String(owner).split(":")[1]);
  }
});

test.each([1, 7, 40])(
  "a process killed after %i saves loses none that it was told of, and is followed at once",
  async (steps) => {
    const told = await killAfter(steps);
    await using store = await openStore();
    const history = await store.load("latest");
    expect(history.length).toBeGreaterThanOrEqual(told);
    expect(history.length).toBeLessThanOrEqual(told + 1);
    expect(history.map(({ sequence }) => sequence)).toEqual(oneTo(history.length));
    const claim = await store.claim({ taskId: "task-killed", owner: "me", ttlMs: 1000 });
    expect(claim).toMatchObject({ kind: "held", lease: { fence: 2 } });
    expect(integrity()).toBe("ok");
  },
);

test.each([
  ["cut off in the middle of a page", (wal: string) => truncateSync(wal, sizeOf(wal) - 3000)],
  ["cut off in its first page", (wal: string) => truncateSync(wal, 700)],
  ["with noise where the last page was", (wal: string) => spoilEnd(wal)],
])("a log that a power failure left %s gives the saves before it", async (_, damage) => {
  const told = await killAfter(10);
  const copy = join(folder.path, "copy.db");
  copyFileSync(file, copy);
  copyFileSync(`${file}-wal`, `${copy}-wal`);
  damage(`${copy}-wal`);
  await using store = await openStore(copy);
  const runs = await store.list({});
  const history = runs.length > 0 ? await store.load("latest") : [];
  expect(history.length).toBeLessThanOrEqual(told);
  expect(history.map(({ sequence }) => sequence)).toEqual(oneTo(history.length));
  expect(runs.map(({ sequence }) => sequence)).toEqual(runs.map(() => history.length));
  expect(integrity(copy)).toBe("ok");
});

function oneTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function sizeOf(path: string): number {
  return readFileSync(path).length;
}

function spoilEnd(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0xa5, bytes.length - 2000));
}

test("a process that was killed leaves no lock behind", async () => {
  await killAfter(3);
  expect(existsSync(`${file}-wal`)).toBe(true);
  const [, , ...words] = await bench.start([file, "task-next", "3"]).finished();
  expect(words).toMatchObject([{ saved: 1 }, { saved: 2 }, { saved: 3 }]);
});
