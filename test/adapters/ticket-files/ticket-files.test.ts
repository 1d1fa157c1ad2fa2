import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join, resolve } from "node:path";

import { describe, expect, test } from "vitest";

import { openTicketFiles } from "../../../src/adapters/ticket-files/ticket-files.ts";
import type { Move } from "../../../src/adapters/ticket-files/write-folder.ts";
import { ticketFilesContract } from "../../contracts/ticket-files.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const packageRoot = resolve(import.meta.dirname, "../../..");
const PLACE = { key: "AEC-456" };
const DOCUMENTS = { "README.md": "r", "INDEX.md": "i" };
const NEW = { replace: false };
const AGAIN = { replace: true };

const openAt = (root: string, move?: Move) =>
  openTicketFiles(move ? { root, packageRoot, move } : { root, packageRoot });

/** Every path below a folder, hidden ones too. */
const tree = (root: string) => readdirSync(root, { recursive: true, encoding: "utf8" }).toSorted();

describe("in real folders", () => {
  ticketFilesContract(({ templates = {} } = {}) => {
    const files: Record<string, string> = {};
    for (const [name, text] of Object.entries(templates)) files[`.ai/templates/${name}`] = text;
    return openAt(tempFolder(files));
  });
});

test("the folder of a ticket is where people look for it, with spaces and Unicode on the way", async () => {
  const root = join(tempFolder(), "mein Projekt ü 日本");
  mkdirSync(root);
  await openAt(root).write({ ...PLACE, team: "TEAM-A" }, DOCUMENTS, NEW);
  expect(readFileSync(join(root, ".ai/workflow/TEAM-A/AEC-456/README.md"), "utf8")).toBe("r");
  expect(tree(root).filter((path) => path.includes("/."))).toEqual([]);
});

test("files that nobody wrote through us stay, folders and links among them", async () => {
  const root = tempFolder({
    ".ai/workflow/AEC-456/README.md": "old",
    ".ai/workflow/AEC-456/diagrams/flow.svg": "<svg/>",
  });
  const folder = join(root, ".ai/workflow/AEC-456");
  symlinkSync("diagrams/flow.svg", join(folder, "flow.svg"));
  const written = await openAt(root).write(PLACE, DOCUMENTS, AGAIN);
  expect(written).toEqual({ replaced: ["README.md"], kept: ["diagrams", "flow.svg"] });
  expect(readFileSync(join(folder, "flow.svg"), "utf8")).toBe("<svg/>");
  expect(tree(join(root, ".ai/workflow"))).toEqual([
    "AEC-456",
    "AEC-456/INDEX.md",
    "AEC-456/README.md",
    "AEC-456/diagrams",
    "AEC-456/diagrams/flow.svg",
    "AEC-456/flow.svg",
  ]);
});

test("an empty folder that is there already becomes the ticket", async () => {
  const root = tempFolder();
  mkdirSync(join(root, ".ai/workflow/AEC-456"), { recursive: true });
  expect(await openAt(root).list()).toEqual([]);
  await openAt(root).write(PLACE, DOCUMENTS, NEW);
  expect(await openAt(root).read(PLACE)).toEqual(DOCUMENTS);
});

describe("a symbolic link is refused and nothing is written through it:", () => {
  test.each([
    [".ai", PLACE],
    [".ai/workflow", PLACE],
    [".ai/workflow/AEC-456", PLACE],
    [".ai/workflow/TEAM-A", { ...PLACE, team: "TEAM-A" }],
    [".ai/workflow/TEAM-A/AEC-456", { ...PLACE, team: "TEAM-A" }],
  ])("%s", async (link, place) => {
    const [root, elsewhere] = [tempFolder(), tempFolder()];
    mkdirSync(join(root, link, ".."), { recursive: true });
    symlinkSync(elsewhere, join(root, link));
    for (const writing of [NEW, AGAIN]) {
      await expect(openAt(root).write(place, DOCUMENTS, writing)).rejects.toMatchObject({
        code: "INVALID_INPUT",
        message: `${link} is a symbolic link`,
      });
    }
    expect(tree(elsewhere)).toEqual([]);
  });

  test("a document", async () => {
    const root = tempFolder({ ".ai/workflow/AEC-456/README.md": "old", "secret.txt": "s" });
    symlinkSync(join(root, "secret.txt"), join(root, ".ai/workflow/AEC-456/INDEX.md"));
    await expect(openAt(root).write(PLACE, DOCUMENTS, AGAIN)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: ".ai/workflow/AEC-456/INDEX.md is a symbolic link",
    });
    await expect(openAt(root).read(PLACE)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    expect(readFileSync(join(root, "secret.txt"), "utf8")).toBe("s");
  });

  test("a template", async () => {
    const root = tempFolder({ "secret.txt": "s", ".ai/templates/README.md": "r" });
    symlinkSync(join(root, "secret.txt"), join(root, ".ai/templates/INDEX.md"));
    await expect(openAt(root).template("INDEX.md")).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: ".ai/templates/INDEX.md is a symbolic link",
    });
  });
});

test.each([".ai", ".ai/workflow", ".ai/workflow/AEC-456"])(
  "%s that is a file is explained",
  async (path) => {
    const root = tempFolder({ [path]: "" });
    await expect(openAt(root).write(PLACE, DOCUMENTS, NEW)).rejects.toMatchObject({
      code: "STORAGE_ERROR",
      message: `${path} is not a folder`,
    });
  },
);

test("a document that is a folder is explained", async () => {
  const root = tempFolder({ ".ai/workflow/AEC-456/INDEX.md/x": "" });
  await expect(openAt(root).write(PLACE, DOCUMENTS, AGAIN)).rejects.toMatchObject({
    message: ".ai/workflow/AEC-456/INDEX.md is not a file",
  });
});

describe("when the disk fails", () => {
  const full = Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" });
  const failing: Move = async () => {
    throw full;
  };

  test("a new ticket leaves nothing behind, not even the folders on the way", async () => {
    const root = tempFolder({ "README.md": "" });
    await expect(openAt(root, failing).write(PLACE, DOCUMENTS, NEW)).rejects.toMatchObject({
      code: "STORAGE_ERROR",
      message: ".ai/workflow/AEC-456 does not fit: the disk is full",
    });
    expect(tree(root)).toEqual(["README.md"]);
  });

  test("folders that were there before stay", async () => {
    const root = tempFolder({ ".ai/config.yml": "" });
    const place = { ...PLACE, team: "TEAM-A" };
    await expect(openAt(root, failing).write(place, DOCUMENTS, NEW)).rejects.toThrow("full");
    expect(tree(root)).toEqual([".ai", ".ai/config.yml"]);
  });

  test.each([1, 2])("the former ticket is back after move %i of a replacement", async (failsAt) => {
    const root = tempFolder({ ".ai/workflow/AEC-456/README.md": "old" });
    let moves = 0;
    const move: Move = async (from, to) => {
      moves += 1;
      if (moves === failsAt) throw full;
      await rename(from, to);
    };
    await expect(openAt(root, move).write(PLACE, DOCUMENTS, AGAIN)).rejects.toMatchObject({
      code: "STORAGE_ERROR",
    });
    expect(moves).toBe(failsAt);
    expect(await openAt(root).read(PLACE)).toEqual({ "README.md": "old" });
    expect(tree(join(root, ".ai/workflow"))).toEqual(["AEC-456", "AEC-456/README.md"]);
  });

  test("somebody who was faster is not overwritten", async () => {
    const root = tempFolder();
    const move: Move = async (from, to) => {
      await openAt(root).write(PLACE, { "README.md": "theirs" }, NEW);
      await rename(from, to);
    };
    await expect(openAt(root, move).write(PLACE, DOCUMENTS, NEW)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining("already exists"),
    });
    expect(await openAt(root).read(PLACE)).toEqual({ "README.md": "theirs" });
    expect(tree(join(root, ".ai/workflow"))).toEqual(["AEC-456", "AEC-456/README.md"]);
  });
});

test("a package without its templates says so", async () => {
  const root = tempFolder();
  const files = openTicketFiles({ root, packageRoot: tempFolder() });
  await expect(files.template("README.md")).rejects.toMatchObject({
    code: "STORAGE_ERROR",
    message: "The installed templates/README.md is missing",
  });
});

test("a text in no encoding that we know is refused with its path", async () => {
  const root = tempFolder({ ".ai/templates/README.md": new Uint8Array([0x41, 0xff]) });
  await expect(openAt(root).template("README.md")).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: ".ai/templates/README.md is not valid UTF-8 text",
  });
});
