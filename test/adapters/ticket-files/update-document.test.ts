import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

import { expect, test } from "vitest";

import { openTicketFiles } from "../../../src/adapters/ticket-files/ticket-files.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const packageRoot = resolve(import.meta.dirname, "../../..");
const FOLDER = ".ai/workflow/AEC-456";
const README = `${FOLDER}/README.md`;
const PLACE = { key: "AEC-456" };

const openAt = (root: string) => openTicketFiles({ root, packageRoot });

test("of many who change a document at once, one by one succeed and nothing of theirs is lost", async () => {
  const root = tempFolder({ [README]: "0" });
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, async (_, index) => {
      await openAt(root).update(PLACE, "README.md", { before: "0", after: `${index + 1}` });
    }),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const winner = results.findIndex(({ status }) => status === "fulfilled") + 1;
  expect(readFileSync(join(root, README), "utf8")).toBe(`${winner}`);
  expect(readdirSync(join(root, FOLDER))).toEqual(["README.md"]);
});

test("a lock that is there is told with what to do, and stays", async () => {
  const root = tempFolder({ [README]: "0", [`${FOLDER}/.README.md.lock`]: "" });
  await expect(
    openAt(root).update(PLACE, "README.md", { before: "0", after: "1" }),
  ).rejects.toMatchObject({
    code: "STORAGE_ERROR",
    message: `${README} is being changed by another process`,
    hint: expect.stringContaining(`remove ${FOLDER}/.README.md.lock`),
  });
  expect(readFileSync(join(root, README), "utf8")).toBe("0");
  expect(readdirSync(join(root, FOLDER))).toHaveLength(2);
});

test("a change is not written through a symbolic link", async () => {
  const root = tempFolder({ "secret.txt": "0", [`${FOLDER}/INDEX.md`]: "" });
  symlinkSync(join(root, "secret.txt"), join(root, README));
  await expect(
    openAt(root).update(PLACE, "README.md", { before: "0", after: "1" }),
  ).rejects.toMatchObject({ code: "INVALID_INPUT" });
  expect(readFileSync(join(root, "secret.txt"), "utf8")).toBe("0");
});
