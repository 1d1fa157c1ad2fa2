import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { memoryTicketMemory } from "../../../src/adapters/memory/ticket-memory.ts";
import { openTicketMemory } from "../../../src/adapters/ticket-files/ticket-memory.ts";
import { ticketMemoryContract } from "../../contracts/ticket-memory.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const PLACE = { key: "AEC-456" };
const FOLDER = ".ai/workflow/AEC-456";
const project = () =>
  tempFolder({ [`${FOLDER}/README.md`]: "", ".ai/workflow/TEAM-A/AEC-456/README.md": "" });
const SOMETHING = { documents: { "INDEX.md": "i" }, numbers: "FR-1 a\n" };

describe("in memory", () => {
  ticketMemoryContract(memoryTicketMemory);
});

describe("in real folders", () => {
  ticketMemoryContract(() => openTicketMemory(project()));
});

test("nothing is left beside the files, and files of others are not read", async () => {
  const root = project();
  await openTicketMemory(root).write(PLACE, SOMETHING);
  expect(readdirSync(join(root, FOLDER, ".generated")).toSorted()).toEqual(["INDEX.md", "numbers"]);
});

test("a symbolic link is refused, as a folder and as a file", async () => {
  const [root, elsewhere] = [project(), tempFolder()];
  symlinkSync(elsewhere, join(root, FOLDER, ".generated"));
  const refused = { code: "INVALID_INPUT", message: `${FOLDER}/.generated is a symbolic link` };
  await expect(openTicketMemory(root).write(PLACE, SOMETHING)).rejects.toMatchObject(refused);
  await expect(openTicketMemory(root).forget(PLACE)).rejects.toMatchObject(refused);
  const other = project();
  mkdirSync(join(other, FOLDER, ".generated"));
  symlinkSync(join(elsewhere, "x"), join(other, FOLDER, ".generated/numbers"));
  await expect(openTicketMemory(other).write(PLACE, SOMETHING)).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
  expect(readdirSync(elsewhere)).toEqual([]);
});

test("a memory that cannot be read is lost, which is no failure", async () => {
  const root = project();
  mkdirSync(join(root, FOLDER, ".generated/numbers"), { recursive: true });
  expect(await openTicketMemory(root).read(PLACE)).toEqual({ documents: {}, numbers: "" });
  await expect(openTicketMemory(root).write(PLACE, SOMETHING)).rejects.toMatchObject({
    code: "STORAGE_ERROR",
  });
});
