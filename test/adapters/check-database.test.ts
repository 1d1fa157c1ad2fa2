import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { checkDatabase, checkDriver } from "../../src/adapters/sqlite/check-database.ts";
import { openDatabase } from "../../src/adapters/sqlite/database.ts";
import { tempFolder } from "../fakes/temp-folder.ts";

async function stateFile(): Promise<string> {
  const file = join(tempFolder(), "epic.db");
  const database = await openDatabase(file);
  database[Symbol.dispose]();
  return file;
}

test("the driver that is installed works here", async () => {
  expect(await checkDriver()).toMatchObject({
    status: "ok",
    detail: expect.stringMatching(/^better-sqlite3 with SQLite 3\./),
  });
});

test("a state file that is whole is in order", async () => {
  const file = await stateFile();
  expect(await checkDatabase(file)).toEqual({ name: "state file", status: "ok", detail: file });
});

test("no state file is in order too, and none is made", async () => {
  const folder = tempFolder();
  expect(await checkDatabase(join(folder, "epic.db"))).toMatchObject({ status: "ok" });
  expect(readdirSync(folder)).toEqual([]);
});

test("a file that is no database is told, with what to do", async () => {
  const file = join(tempFolder(), "epic.db");
  writeFileSync(file, "this is a text and no database, however long it may be".repeat(100));
  expect(await checkDatabase(file)).toMatchObject({
    status: "failed",
    detail: expect.stringContaining("is not a database"),
    hint: expect.stringContaining("backup"),
  });
});

test("a file with a damaged page is told", async () => {
  const file = await stateFile();
  const bytes = readFileSync(file);
  bytes.fill(0xff, 4096, 8192);
  writeFileSync(file, bytes);
  expect(await checkDatabase(file)).toMatchObject({
    status: "failed",
    detail: expect.stringContaining("is damaged"),
    hint: expect.stringContaining("ackup"),
  });
});
