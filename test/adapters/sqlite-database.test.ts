import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { type Database, openDatabase } from "../../src/adapters/sqlite/database.ts";
import { objectTable } from "../../src/adapters/sqlite/objects.ts";
import { runStatements } from "../../src/adapters/sqlite/run-statements.ts";
import { sqliteStateStore } from "../../src/adapters/sqlite/state-store.ts";
import { storedObject } from "../../src/core/hash.ts";
import { auditEntry, handClock, hold, LONG_TEXT, record, savedRun } from "../contracts/records.ts";
import { behindItsBack, temporaryFolder } from "./sqlite-bench.ts";

let folder: ReturnType<typeof temporaryFolder>;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, "state", "epic.db");
});

afterEach(() => {
  folder[Symbol.dispose]();
});

function pragma(db: Database, name: string): unknown {
  const [row] = db.prepare<[], Record<string, unknown>>(`PRAGMA ${name}`).all();
  return Object.values(row ?? {})[0];
}

test("the state file is kept in WAL mode and every save is waited for on the disk", async () => {
  using db = await openDatabase(file);
  expect(pragma(db, "journal_mode")).toBe("wal");
  expect(pragma(db, "synchronous")).toBe(2);
  expect(pragma(db, "foreign_keys")).toBe(1);
  expect(pragma(db, "user_version")).toBe(4);
});

test("a relaxed write waits no longer than itself, though it fails", async () => {
  using db = await openDatabase(file);
  const before: unknown[] = [];
  db.writeRelaxed(() => before.push(pragma(db, "synchronous")));
  const failing = () =>
    db.writeRelaxed(() => {
      throw new RangeError("mine");
    });
  expect(failing).toThrow(RangeError);
  expect([...before, pragma(db, "synchronous")]).toEqual([1, 2]);
});

test.skipIf(process.platform === "win32")(
  "folder and files are its owner's alone, and git does not see them",
  async () => {
    using db = await openDatabase(file);
    await savedRun(sqliteStateStore(db, handClock()), 1);
    expect(statSync(join(folder.path, "state")).mode & 0o777).toBe(0o700);
    const modes = ["", "-wal", "-shm"].map((end) => statSync(`${file}${end}`).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    expect(readFileSync(join(folder.path, "state", ".gitignore"), "utf8")).toBe("*\n");
  },
);

test("a folder in which other files lie is not hidden from git", async () => {
  writeFileSync(join(folder.path, "README.md"), "");
  using _ = await openDatabase(join(folder.path, "epic.db"));
  expect(readdirSync(folder.path)).not.toContain(".gitignore");
});

test("a folder that a process which died left empty is hidden from git", async () => {
  using _ = await openDatabase(join(folder.path, "epic.db"));
  expect(readFileSync(join(folder.path, ".gitignore"), "utf8")).toBe("*\n");
});

test("a database in memory creates no file and works like one", async () => {
  await using store = sqliteStateStore(await openDatabase(":memory:"), handClock());
  await savedRun(store, 2);
  expect(await store.load("latest")).toHaveLength(2);
  expect(existsSync(":memory:")).toBe(false);
});

test("closing twice is harmless", async () => {
  const db = await openDatabase(file);
  db[Symbol.dispose]();
  expect(() => db[Symbol.dispose]()).not.toThrow();
});

test.each([
  ["UPDATE audit SET actor = 'nobody'", "audit entries are never changed"],
  ["DELETE FROM audit", "audit entries are never removed"],
])("what the audit says stays as it was said: %s", async (sql, refusal) => {
  using db = await openDatabase(file);
  const store = sqliteStateStore(db, handClock());
  await store.save(await hold(store), record({ audit: [auditEntry("run.started")] }));
  expect(() => behindItsBack(file, (connection) => connection.exec(sql))).toThrow(refusal);
});

test("long bodies are packed, short ones are kept as they are", async () => {
  using db = await openDatabase(file);
  const objects = [storedObject("review", LONG_TEXT), storedObject("review", "short")];
  db.write(() => objectTable(db).insert(objects));
  const stored = behindItsBack(file, (connection) =>
    connection
      .prepare<[], { encoding: string; size: number; length: number }>(
        "SELECT encoding, size, length(body) AS length FROM objects ORDER BY object",
      )
      .all(),
  );
  expect(stored).toMatchObject([
    { encoding: "deflate" },
    { encoding: "plain", size: 7, length: 7 },
  ]);
  expect(stored[0]?.length).toBeLessThan((stored[0]?.size ?? 0) / 3);
});

test("a packed body that unpacks to more than was stored is not unpacked", async () => {
  using db = await openDatabase(file);
  const object = storedObject("review", LONG_TEXT);
  db.write(() => objectTable(db).insert([object]));
  behindItsBack(file, (connection) => connection.exec("UPDATE objects SET size = 100"));
  expect(objectTable(db).body(object.hash)).toBe("");
});

test("nothing that a resume or a status asks reads a whole table", async () => {
  using db = await openDatabase(file);
  const asked: string[] = [];
  const prepare: Database["prepare"] = (sql) => {
    asked.push(sql);
    return db.prepare(sql);
  };
  const spied: Database = { ...db, prepare };
  runStatements(spied);
  objectTable(spied);
  const scans = asked
    .filter((sql) => !sql.includes("ORDER BY touched"))
    .map((sql) => `EXPLAIN QUERY PLAN ${sql.replaceAll(/:\w+|\?/g, "'x'")}`)
    .flatMap((sql) => db.prepare<[], { detail: string }>(sql).all())
    .filter(({ detail }) => /^SCAN (runs|checkpoints|objects|earlier)/.test(detail));
  expect(asked.length).toBeGreaterThan(10);
  expect(scans).toEqual([]);
});

test("a history whose rows were edited into a circle still ends", async () => {
  using db = await openDatabase(file);
  const store = sqliteStateStore(db, handClock());
  await savedRun(store, 3);
  behindItsBack(file, (connection) => {
    connection.pragma("ignore_check_constraints = ON");
    connection.exec("UPDATE checkpoints SET previous = 3 WHERE position = 2");
  });
  expect(await store.load("latest")).toHaveLength(2);
});

test.each([
  ["no JSON", "event = 'x'", "its event is not JSON"],
  ["no event", 'event = \'{"kind":"dreamt"}\'', "event.kind: "],
  ["no time", "created_at = 'yesterday'", "createdAt: "],
])("a checkpoint that was edited into %s is named", async (_, change, problem) => {
  using db = await openDatabase(file);
  const store = sqliteStateStore(db, handClock());
  await savedRun(store, 1);
  behindItsBack(file, (connection) => connection.exec(`UPDATE checkpoints SET ${change}`));
  await expect(store.load("latest")).rejects.toMatchObject({
    code: "STORAGE_ERROR",
    message: expect.stringContaining(`task-one.1 does not fit: ${problem}`),
    // No earlier checkpoint of the run can be continued: all that a run has is read together.
    hint: expect.stringMatching(/^Start again with epic create.*epic list shows other runs$/),
  });
});

test("a file of nothing, as a process that died at once leaves it, becomes a store", async () => {
  mkdirSync(join(folder.path, "state"));
  writeFileSync(file, "");
  await using store = sqliteStateStore(await openDatabase(file), handClock());
  await savedRun(store, 1);
  expect(await store.list({})).toHaveLength(1);
});
