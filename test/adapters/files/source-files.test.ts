import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { openSourceFiles } from "../../../src/adapters/files/source-files.ts";
import { memorySourceFiles } from "../../../src/adapters/memory/source-files.ts";
import { sourceFilesContract } from "../../contracts/source-files.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

describe("in memory", () => {
  sourceFilesContract(memorySourceFiles);
});
describe("on disk", () => {
  sourceFilesContract((texts) => openSourceFiles(tempFolder(texts)));
});

test("the folder above the project can be looked into", async () => {
  const folder = tempFolder({ "app/a.ts": "a", "planning/x": "" });
  const sources = openSourceFiles(join(folder, "planning"));
  expect(await sources.look(["../app/a.ts", "../app", "../none"])).toEqual([
    { kind: "file", text: "a" },
    { kind: "folder" },
    undefined,
  ]);
});

test("a symbolic link is refused, at the end and on the way", async () => {
  const folder = tempFolder({ "real/a.ts": "a" });
  symlinkSync("real", join(folder, "way"));
  symlinkSync("real/a.ts", join(folder, "end.ts"));
  expect(await openSourceFiles(folder).look(["end.ts", "way/a.ts", "way"])).toEqual([
    { kind: "refused", problem: "is a symbolic link" },
    { kind: "refused", problem: "lies below the symbolic link way" },
    { kind: "refused", problem: "is a symbolic link" },
  ]);
});

test("what is no text, or more of it than people read, has no text", async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, "a"));
  writeFileSync(join(folder, "a/picture.png"), new Uint8Array([0x89, 0x50, 0x00, 0xff]));
  writeFileSync(join(folder, "a/large.txt"), "x".repeat(1024 * 1024 + 1));
  expect(await openSourceFiles(folder).look(["a/picture.png", "a/large.txt"])).toEqual([
    { kind: "file" },
    { kind: "file" },
  ]);
});
