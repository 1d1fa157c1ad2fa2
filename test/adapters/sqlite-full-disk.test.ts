import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { openDatabase } from "../../src/adapters/sqlite/database.ts";
import { sqliteStateStore } from "../../src/adapters/sqlite/state-store.ts";
import type { Lease, StateStore } from "../../src/ports/state-store.ts";
import { handClock, hold, noise, record } from "../contracts/records.ts";
import { temporaryFolder } from "./sqlite-bench.ts";

let folder: ReturnType<typeof temporaryFolder>;
let disk: string;
let obstacle: string | undefined;

beforeAll(() => {
  folder = temporaryFolder();
  disk = join(folder.path, "disk");
  mkdirSync(disk);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=512k", "tmpfs", disk]);
  if (mounted.status !== 0) obstacle = `a small disk takes root: ${String(mounted.stderr)}`;
});

afterAll(() => {
  if (obstacle === undefined) spawnSync("umount", [disk]);
  folder[Symbol.dispose]();
});

beforeEach(({ skip }) => skip(obstacle !== undefined, obstacle));

/** Saves until there is no room, and says how many steps were saved and what happened then. */
async function saveUntilFull(store: StateStore, lease: Lease) {
  for (let sequence = 1; ; sequence += 1) {
    try {
      await store.save(lease, record({ sequence, objects: [noise(sequence)] }));
    } catch (failure) {
      return { saved: sequence - 1, failure };
    }
  }
}

test("a disk that fills up costs the last step only, and the run goes on when there is room", async () => {
  const ballast = join(disk, "ballast");
  writeFileSync(ballast, Buffer.alloc(200_000));
  const file = join(disk, "state", "epic.db");
  await using store = sqliteStateStore(await openDatabase(file), handClock());
  const lease = await hold(store);
  const { saved, failure } = await saveUntilFull(store, lease);
  expect(failure).toMatchObject({
    code: "STORAGE_ERROR",
    message: expect.stringContaining(`${file} has no room left: the disk is full`),
  });
  expect(saved).toBeGreaterThan(0);
  expect(await store.load("latest")).toHaveLength(saved);
  rmSync(ballast);
  await store.save(lease, record({ sequence: saved + 1, objects: [noise(saved + 1)] }));
  expect(await store.load("latest")).toHaveLength(saved + 1);
});

test("on a disk that is full no store can be opened, and none is left half made", async () => {
  rmSync(join(disk, "state"), { recursive: true, force: true });
  writeFileSync(join(disk, "ballast"), "");
  spawnSync("dd", ["if=/dev/zero", `of=${join(disk, "ballast")}`, "bs=4096"]);
  const file = join(disk, "state", "epic.db");
  await expect(openDatabase(file)).rejects.toMatchObject({
    code: "STORAGE_ERROR",
    message: expect.stringContaining("the disk is full"),
    // There is no run yet that could be resumed.
    hint: expect.not.stringContaining("epic resume latest"),
  });
  expect(existsSync(join(disk, "state"))).toBe(false);
  rmSync(join(disk, "ballast"));
  await using store = sqliteStateStore(await openDatabase(file), handClock());
  expect(await store.list({})).toEqual([]);
});

test("where the folder cannot be made because the disk is read-only, that is what is said", async () => {
  spawnSync("mount", ["-o", "remount,ro", disk]);
  const opened = openDatabase(join(disk, "project", ".ai", "state", "epic.db"));
  await expect(opened).rejects.toMatchObject({
    code: "STORAGE_ERROR",
    message: expect.stringContaining("epic.db lies on a read-only disk (EROFS)"),
    hint: expect.stringContaining("EPIC_STATE_DIR"),
  });
  spawnSync("mount", ["-o", "remount,rw", disk]);
});
