import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import Database from "better-sqlite3";
import { expect, test } from "vitest";

import { openSandbox } from "../e2e/epic.ts";
import { openRun, type RunUnderFire, walOf } from "./run-under-fire.ts";

/** `npm run chaos` kills more often, and at every point. */
const KILLS = Number(process.env["CHAOS_KILLS"] ?? 4);
const THOROUGH = KILLS > 50;
/** Milliseconds, for tests that go round and round. */
const LONG = 1_800_000;
const SEED = Number(process.env["CHAOS_SEED"] ?? Date.now() % 1_000_000);

/** Numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return state / 2 ** 32;
  };
}

async function killedOnce(run: RunUnderFire, fault = "after-save:7"): Promise<void> {
  const { signal } = await run.go({ env: { EPIC_FAULT: fault } });
  expect(signal).toBe("SIGKILL");
  await run.check();
}

test(
  `killed at ${KILLS} random moments, nothing is lost, nothing is done twice (CHAOS_SEED=${SEED})`,
  async () => {
    const random = randomFrom(SEED);
    let kills = 0;
    let longest = 1500;
    while (kills < KILLS) {
      using run = openRun({ cached: random() < 0.5 });
      let over = false;
      // A run is hit again and again, and then left to finish.
      for (let hits = 2 + Math.floor(random() * 5); hits > 0 && !over; hits -= 1) {
        const startedAt = Date.now();
        const { signal } = await run.goUntil(random() * longest);
        over = signal !== "SIGKILL";
        if (over) longest = Math.max(200, Math.min(longest, Date.now() - startedAt));
        else kills += 1;
        await run.check();
      }
      await run.finish();
    }
    expect(kills).toBeGreaterThanOrEqual(KILLS);
  },
  LONG,
);

const SAVES = Array.from({ length: 9 }, (_, at) => at + 1);
const ANSWERS = [1, 2, 3, 4, 5, 6];
const POINTS = [
  "claim:1",
  "release:1",
  "derived:1",
  ...(THOROUGH ? ANSWERS : [2]).map((count) => `cache:${count}`),
  ...(THOROUGH ? SAVES : [5]).map((count) => `save:${count}`),
].flatMap((write) => [`before-${write}`, `after-${write}`]);

test.each(POINTS)("killed %s, a run is finished without asking anybody twice", async (fault) => {
  using run = openRun({ cached: true });
  const { signal } = await run.go({ env: { EPIC_FAULT: fault } });
  expect(signal).toBe("SIGKILL");
  await run.check();
  // The process that goes on is hit as well, if it comes that far.
  if (THOROUGH) {
    await run.go({ env: { EPIC_FAULT: fault } });
    await run.check();
  }
  await run.finish();
});

test("a point that nobody knows is refused", async () => {
  using box = openSandbox();
  const { code, stderr } = await box.epic(["create", "An epic"], {
    env: { EPIC_FAULT: "during-lunch:1" },
  });
  expect(code).toBe(2);
  expect(stderr).toContain('EPIC_FAULT is "during-lunch:1"');
});

/** A small disk of its own; undefined where only root may make one, and this is not root. */
function smallDisk(size: string): (Disposable & { readonly path: string }) | undefined {
  const box = openSandbox();
  const path = box.path("disk");
  mkdirSync(path);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", path]);
  if (mounted.status !== 0) {
    box[Symbol.dispose]();
    return undefined;
  }
  return {
    path,
    [Symbol.dispose]: () => {
      spawnSync("umount", [path]);
      box[Symbol.dispose]();
    },
  };
}

test("a disk that fills up costs the step that did not fit; with room the run goes on", async ({
  skip,
}) => {
  using disk = smallDisk("900k");
  if (!disk) return skip("a disk of its own takes root");
  using run = openRun({ env: { EPIC_STATE_DIR: `${disk.path}/state` } });
  await killedOnce(run, "after-save:3");
  const ballast = `${disk.path}/ballast`;
  spawnSync("dd", ["if=/dev/zero", `of=${ballast}`, "bs=4096"]);
  const full = await run.go();
  expect(full).toMatchObject({ code: 6, signal: null });
  expect(full.stdout).toMatch(/^\{"error":\{"code":"STORAGE_ERROR","message":"[^"]*disk is full/);
  rmSync(ballast);
  await run.check();
  await run.finish();
});

test("a folder that takes no writes any more stops the run before anybody is asked", async ({
  skip,
}) => {
  using disk = smallDisk("4m");
  if (!disk) return skip("a disk of its own takes root");
  using run = openRun({ env: { EPIC_STATE_DIR: `${disk.path}/state` } });
  await killedOnce(run);
  const before = run.box.path("asked");
  const asked = () => spawnSync("cat", [before], { encoding: "utf8" }).stdout;
  const earlier = asked();
  spawnSync("mount", ["-o", "remount,ro", disk.path]);
  const refused = await run.go();
  expect(refused).toMatchObject({ code: 6, signal: null });
  expect(refused.stdout).toContain('"code":"STORAGE_ERROR"');
  expect(asked()).toBe(earlier);
  spawnSync("mount", ["-o", "remount,rw", disk.path]);
  await run.check();
  await run.finish();
});

test("a database that another process keeps locked is told, and the run goes on afterwards", async () => {
  using run = openRun();
  await killedOnce(run);
  const other = new Database(run.stateFile);
  other.exec("BEGIN IMMEDIATE");
  const locked = await run.go();
  expect(locked).toMatchObject({ code: 6, signal: null });
  expect(locked.stdout).toContain("in use by another process");
  other.exec("ROLLBACK");
  other.close();
  await run.check();
  await run.finish();
});

test.each([
  ["two days back", -2 * 86_400_000],
  ["an hour ahead", 3_600_000],
])("a clock that jumps %s between two processes changes nothing but times", async (_, jump) => {
  using run = openRun({ cached: true });
  await killedOnce(run);
  const clock = run.box.path("clock.mjs");
  writeFileSync(clock, `const now = Date.now; Date.now = () => now() + ${jump};\n`);
  const env = { NODE_OPTIONS: `--import ${pathToFileURL(clock).href}` };
  const killed = await run.go({ env: { ...env, EPIC_FAULT: "after-save:3" } });
  expect(killed.signal).toBe("SIGKILL");
  await run.check();
  await run.finish();
});

test(
  "a half-written save at the end of the log is passed over",
  async () => {
    const random = randomFrom(SEED);
    for (const bytes of THOROUGH ? [1, 23, 24, 500, 4119, 4120, 9000] : [4119]) {
      using run = openRun();
      await killedOnce(run);
      expect(walOf(run).length).toBeGreaterThan(0);
      const torn = Buffer.from(Array.from({ length: bytes }, () => Math.floor(random() * 256)));
      writeFileSync(`${run.stateFile}-wal`, Buffer.concat([walOf(run), torn]));
      await run.check();
      await run.finish();
    }
  },
  LONG,
);

test(
  "where the disk lost the end of the log, what is left is whole, and the rest is done again",
  async () => {
    const random = randomFrom(SEED + 1);
    for (let round = THOROUGH ? 8 : 1; round > 0; round -= 1) {
      using run = openRun();
      await killedOnce(run);
      const wal = walOf(run);
      writeFileSync(`${run.stateFile}-wal`, wal.subarray(0, Math.floor(wal.length * random())));
      rmSync(`${run.stateFile}-shm`, { force: true });
      expect(existsSync(run.stateFile)).toBe(true);
      await run.check("forgetful");
      await run.finish();
    }
  },
  LONG,
);
