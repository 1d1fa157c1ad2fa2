import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { memoryTextSearch } from "../../src/adapters/memory/text-search.ts";
import { openTextSearch } from "../../src/adapters/sqlite/text-search.ts";
import { source, textSearchContract } from "../contracts/text-search.ts";
import { tempFolder } from "../fakes/temp-folder.ts";

describe("in memory", () => {
  textSearchContract(memoryTextSearch);
});
describe("in SQLite", () => {
  textSearchContract(() => openTextSearch(join(tempFolder(), "search.db")));
});
describe("in SQLite without a file", () => {
  textSearchContract(() => openTextSearch(":memory:"));
});

const A = [source("a", "A", "label")];
const LABEL = { words: ["label"], match: "all", limit: 5 } as const;

test("the index is kept from one process to the next", async () => {
  const file = join(tempFolder(), "state/search.db");
  using first = openTextSearch(file);
  expect(await first.refresh(A)).toBe(1);
  using second = openTextSearch(file);
  expect(await second.refresh(A)).toBe(0);
  expect(await second.find(LABEL)).toHaveLength(1);
});

test("a damaged file is made anew", async () => {
  const file = join(tempFolder(), "search.db");
  writeFileSync(file, "no database at all".repeat(1000));
  using search = openTextSearch(file);
  expect(await search.refresh(A)).toBe(1);
  using again = openTextSearch(file);
  expect(await again.refresh(A)).toBe(0);
});

test("where no file can be, the index lasts as long as it is open", async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, "search.db"));
  writeFileSync(join(folder, "search.db/x"), "");
  chmodSync(folder, 0o555);
  using search = openTextSearch(join(folder, "search.db"));
  expect(await search.refresh(A)).toBe(1);
  expect(await search.find(LABEL)).toHaveLength(1);
  chmodSync(folder, 0o755);
  expect(existsSync(join(folder, "search.db/x"))).toBe(true);
});
