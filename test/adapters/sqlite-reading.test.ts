import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { sqliteCache } from "../../src/adapters/sqlite/cache.ts";
import { openDatabase } from "../../src/adapters/sqlite/database.ts";
import { sqliteStateStore } from "../../src/adapters/sqlite/state-store.ts";
import { cacheEntry, handClock, hold, savedRun } from "../contracts/records.ts";
import { temporaryFolder } from "./sqlite-bench.ts";

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
const clock = handClock();

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, "state", "epic.db");
});

afterEach(() => {
  folder[Symbol.dispose]();
});

test("a file that does not exist reads as an empty store, and is not made", async () => {
  const db = await openDatabase(file, { mode: "read" });
  await using store = sqliteStateStore(db, clock);
  expect(await store.list({})).toEqual([]);
  await expect(store.load("latest")).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await sqliteCache(db).get("0".repeat(64))).toBeUndefined();
  expect(await sqliteCache(db).stats()).toMatchObject({ entries: 0, misses: 0 });
  expect(existsSync(join(folder.path, "state"))).toBe(false);
});

test("an empty file reads as an empty store, and stays empty", async () => {
  file = join(folder.path, "epic.db");
  writeFileSync(file, "");
  await using store = sqliteStateStore(await openDatabase(file, { mode: "read" }), clock);
  expect(await store.list({})).toEqual([]);
  expect(statSync(file).size).toBe(0);
  expect(readdirSync(folder.path)).toEqual(["epic.db"]);
});

test("whoever reads sees what a writer has saved, and may not write", async () => {
  const writing = await openDatabase(file);
  await using writer = sqliteStateStore(writing, clock);
  const lease = await savedRun(writer, 2);
  const entry = cacheEntry("a");
  await sqliteCache(writing).set(entry);
  const db = await openDatabase(file, { mode: "read" });
  await using reader = sqliteStateStore(db, clock);
  expect(await reader.load("latest")).toHaveLength(2);
  expect(await sqliteCache(db).get(entry.key)).toEqual(entry);
  expect(await sqliteCache(db).stats()).toMatchObject({ hits: 0 });
  const refusal = { code: "STORAGE_ERROR", message: expect.stringContaining("is read-only") };
  await expect(hold(reader)).rejects.toMatchObject(refusal);
  await expect(reader.release(lease)).rejects.toMatchObject(refusal);
  await expect(sqliteCache(db).invalidate({})).rejects.toMatchObject(refusal);
});
