import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { memoryTreeIndex } from "../../../src/adapters/memory/tree-index.ts";
import { openTreeIndex } from "../../../src/adapters/ticket-files/tree-index.ts";
import { treeIndexContract } from "../../contracts/tree-index.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

describe("in memory", () => {
  treeIndexContract(memoryTreeIndex);
});
describe("on disk", () => {
  treeIndexContract(() => openTreeIndex(tempFolder()));
});

test("a symbolic link is neither read nor written", async () => {
  const folder = tempFolder({ "secret.md": "x" });
  mkdirSync(join(folder, ".ai/workflow"), { recursive: true });
  symlinkSync("../../secret.md", join(folder, ".ai/workflow/INDEX.md"));
  const tree = openTreeIndex(folder);
  await expect(tree.read()).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(tree.write({ before: "x", after: "y" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
});
