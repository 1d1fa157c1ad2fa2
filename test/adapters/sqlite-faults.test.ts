import { mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import Driver from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { openDatabase } from "../../src/adapters/sqlite/database.ts";
import { unfitDriver } from "../../src/adapters/sqlite/driver.ts";
import { sqliteStateStore } from "../../src/adapters/sqlite/state-store.ts";
import { translateFailures } from "../../src/adapters/sqlite/storage-error.ts";
import { handClock, hold, noise, record, savedRun } from "../contracts/records.ts";
import { behindItsBack, temporaryFolder } from "./sqlite-bench.ts";

let folder: ReturnType<typeof temporaryFolder>;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, "epic.db");
});

afterEach(() => {
  folder[Symbol.dispose]();
});

const clock = handClock();

async function closedStore(steps: number): Promise<void> {
  await using store = sqliteStateStore(await openDatabase(file), clock);
  await savedRun(store, steps);
}

function changed(sql: string): void {
  behindItsBack(file, (connection) => connection.exec(sql));
}

describe("opening a file that cannot be used", () => {
  test.each([
    ["is not a database", () => writeFileSync(file, "Dear diary, ".repeat(1000))],
    ["cannot be opened", () => mkdirSync(file)],
    ["was written by a newer version", () => changed("PRAGMA user_version = 999")],
    ["belongs to another program", () => changed("PRAGMA application_id = 7")],
    ["is damaged", () => truncateSync(file, statSync(file).size / 2)],
  ])("says that it %s, and leaves it as it is", async (failure, damage) => {
    if (/newer|damaged|another/.test(failure)) await closedStore(20);
    damage();
    const before = statSync(file).isFile() ? readFileSync(file) : undefined;
    for (const mode of ["write", "read"] as const) {
      await expect(openDatabase(file, { mode })).rejects.toMatchObject({
        code: "STORAGE_ERROR",
        message: expect.stringMatching(new RegExp(`${file}.* ${failure}`)),
        hint: expect.stringMatching(/./),
      });
    }
    expect(statSync(file).isFile() ? readFileSync(file) : undefined).toEqual(before);
  });

  test("takes no database of another program for a new one", async () => {
    behindItsBack(file, (connection) => connection.exec("CREATE TABLE theirs (x)"));
    await expect(openDatabase(file)).rejects.toThrow(/belongs to another program/);
    const tables = behindItsBack(file, (connection) =>
      connection.prepare("SELECT name FROM sqlite_schema").all(),
    );
    expect(tables).toEqual([{ name: "theirs" }]);
  });

  test("says so where a file stands in the place of its folder", async () => {
    writeFileSync(join(folder.path, "taken"), "");
    await expect(openDatabase(join(folder.path, "taken", "epic.db"))).rejects.toMatchObject({
      code: "STORAGE_ERROR",
      message: expect.stringContaining(join("taken", "epic.db")),
    });
  });
});

describe("a store whose medium fails", () => {
  test("a page that was overwritten is noticed when it is read", async () => {
    await closedStore(200);
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xff, 4096 * 3));
    await using store = sqliteStateStore(await openDatabase(file), clock);
    await expect(store.load("latest")).rejects.toMatchObject({
      code: "STORAGE_ERROR",
      message: expect.stringContaining(`${file} is damaged`),
    });
  });

  test("a full disk saves nothing of the step, and the run goes on when there is room", async () => {
    const db = await openDatabase(file);
    await using store = sqliteStateStore(db, clock);
    const lease = await savedRun(store, 1);
    db.prepare("PRAGMA max_page_count = 40").all();
    const big = record({ sequence: 2, objects: [noise(1), noise(2), noise(3)] });
    await expect(store.save(lease, big)).rejects.toMatchObject({
      code: "STORAGE_ERROR",
      message: `The state file ${file} has no room left: the disk is full (SQLITE_FULL)`,
      hint: expect.stringMatching(/^Free some space/),
    });
    expect(await store.load("latest")).toHaveLength(1);
    await expect(store.bodies([noise(1).hash])).rejects.toThrow(/is missing/);
    db.prepare("PRAGMA max_page_count = 100000").all();
    await store.save(lease, big);
    expect(await store.load("latest")).toHaveLength(2);
  });

  test("a process that writes without end makes others give up, saying so", async () => {
    await using store = sqliteStateStore(await openDatabase(file, { busyTimeoutMs: 1 }), clock);
    const lease = await hold(store);
    const other = new Driver(file);
    other.exec("BEGIN IMMEDIATE");
    const refused = store.save(lease, record());
    await expect(refused).rejects.toThrow(/is in use by another process/);
    other.close();
    await store.save(lease, record());
    expect(await store.list({})).toHaveLength(1);
  });

  test("a file that vanished while it was open is no reason to hang", async () => {
    await using store = sqliteStateStore(await openDatabase(file), clock);
    await savedRun(store, 1);
    rmSync(file);
    expect(await store.load("latest")).toHaveLength(1);
  });
});

function translated(failure: Error): Error {
  try {
    translateFailures("/x/epic.db", () => {
      throw failure;
    });
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("it passed");
}

describe("failures of the driver", () => {
  test.each([
    ["SQLITE_IOERR_WRITE", /the disk reports a fault/],
    ["SQLITE_IOERR_SHMSIZE", /the disk is full/],
    ["SQLITE_READONLY_DBMOVED", /is read-only/],
    ["SQLITE_PERM", /may not be used by this user/],
    ["SQLITE_TOOBIG", /cannot be used \(SQLITE_TOOBIG\)/],
  ])("%s becomes a sentence that names the file", (code, sentence) => {
    const failure = translated(new Driver.SqliteError("driver's words", code));
    expect(failure).toMatchObject({
      code: "STORAGE_ERROR",
      message: expect.stringMatching(sentence),
    });
    expect(failure.message).toContain("/x/epic.db");
  });

  test("a native part that was never built has a repair", () => {
    const failure = new Error("Could not locate the bindings file. Tried: …");
    expect(translated(failure)).toMatchObject({
      message: expect.stringContaining("/x/epic.db"),
      hint: "Build it again: npm rebuild better-sqlite3",
    });
  });

  test("another failure passes as it is", () => {
    const failure = new RangeError("mine");
    expect(translated(failure)).toBe(failure);
  });

  test.each([
    ["13.2.0", "20.20.2", /better-sqlite3 13\.2\.0 does not work with Node 20\.20\.2/],
    ["14.0.0", "21.7.0", /does not work/],
    [undefined, "24.0.0", /is not installed/],
  ])("driver %s is refused on Node %s before it can end the process", (version, node, sentence) => {
    const refusal = unfitDriver(version, node);
    expect(refusal?.message).toMatch(sentence);
    expect(refusal?.hint).toMatch(/npm install better-sqlite3/);
  });

  test.each([
    ["12.11.1", "20.19.0"],
    ["12.11.1", "24.0.0"],
    ["13.2.0", "22.0.0"],
  ])("driver %s is taken on Node %s", (version, node) => {
    expect(unfitDriver(version, node)).toBeUndefined();
  });
});
