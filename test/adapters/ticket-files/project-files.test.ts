import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { memoryProjectFiles } from "../../../src/adapters/memory/project-files.ts";
import { openProjectFiles } from "../../../src/adapters/ticket-files/project-files.ts";
import { projectFilesContract } from "../../contracts/project-files.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const openAt = (root: string, packageRoot = root) => openProjectFiles({ root, packageRoot });

describe("in memory", () => {
  projectFilesContract((shipped) => memoryProjectFiles(new Map(), shipped));
});

describe("in real folders", () => {
  projectFilesContract((shipped) => {
    const files = Object.entries(shipped).map(([path, text]) => [`templates/${path}`, text]);
    return openAt(tempFolder(), tempFolder(Object.fromEntries(files)));
  });
});

test("nothing but the file is left behind, also with spaces and Unicode on the way", async () => {
  const root = tempFolder();
  await openAt(root).write("mein ü/日本/a.md", { after: "x" });
  expect(readdirSync(join(root, "mein ü/日本"))).toEqual(["a.md"]);
});

test("symbolic links are refused, as folders and as files, and nothing is written through them", async () => {
  const [root, elsewhere] = [tempFolder({ "real/x": "" }), tempFolder({ "a.md": "theirs" })];
  symlinkSync(elsewhere, join(root, "linked"));
  symlinkSync(join(elsewhere, "a.md"), join(root, "a.md"));
  const refused = { code: "INVALID_INPUT" };
  const files = openAt(root);
  await expect(files.write("linked/b.md", { after: "x" })).rejects.toMatchObject(refused);
  await expect(files.read("a.md")).rejects.toMatchObject(refused);
  await expect(files.holds("linked")).rejects.toMatchObject(refused);
  expect(readdirSync(elsewhere)).toEqual(["a.md"]);
});

test("what is no text, and a folder in the way, are refused", async () => {
  const root = tempFolder({ "a.md": new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x01]) });
  mkdirSync(join(root, "b.md"));
  await expect(openAt(root).read("a.md")).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(openAt(root).write("b.md", { after: "x" })).rejects.toMatchObject({
    code: "STORAGE_ERROR",
  });
});
