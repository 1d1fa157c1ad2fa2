import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { checkOutput, writeOutput } from "../../../src/adapters/files/write-output.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

test("a new file holds the text, and nothing else is left in its folder", async () => {
  const folder = tempFolder();
  await writeOutput(join(folder, "epic.md"), "# Epic\n");
  expect(readFileSync(join(folder, "epic.md"), "utf8")).toBe("# Epic\n");
  expect(readdirSync(folder)).toEqual(["epic.md"]);
});

test("a file that is there is replaced and keeps its permissions", async () => {
  const folder = tempFolder({ "epic.md": "a longer text than the new one" });
  chmodSync(join(folder, "epic.md"), 0o640);
  await writeOutput(join(folder, "epic.md"), "new");
  expect(readFileSync(join(folder, "epic.md"), "utf8")).toBe("new");
  expect(statSync(join(folder, "epic.md")).mode & 0o777).toBe(0o640);
});

test.each([
  ["there", { "real/epic.md": "old" }],
  ["not there yet", { "real/other": "" }],
])(
  "behind a symbolic link the target is written, which is %s, and the link stays",
  async (_, files) => {
    const folder = tempFolder(files);
    symlinkSync("real/epic.md", join(folder, "link.md"));
    await writeOutput(join(folder, "link.md"), "new");
    expect(readFileSync(join(folder, "real/epic.md"), "utf8")).toBe("new");
    expect(lstatSync(join(folder, "link.md")).isSymbolicLink()).toBe(true);
    expect(readlinkSync(join(folder, "link.md"))).toBe("real/epic.md");
  },
);

test("a device is written to, not replaced", async () => {
  await writeOutput("/dev/null", "gone");
  expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
});

test("a full disk is a failure of storage", async () => {
  await expect(writeOutput("/dev/full", "text")).rejects.toMatchObject({
    code: "STORAGE_ERROR",
    message: "/dev/full does not fit: the disk is full",
  });
});

test("a folder is refused with a name that would do", async () => {
  const folder = tempFolder();
  await expect(checkOutput(folder)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: `${folder} is a folder; the result needs a file`,
    hint: `name a file in it: ${join(folder, "epic.md")}`,
  });
});

test.each([
  ["none/epic.md", "lies in a folder that does not exist"],
  ["file/epic.md", "lies below something that is no folder"],
  ["circle", "is a circle of symbolic links"],
])("%s cannot be written, which is known before the work", async (path, reason) => {
  const folder = tempFolder({ file: "" });
  symlinkSync("circle", join(folder, "circle"));
  await expect(checkOutput(join(folder, path))).rejects.toMatchObject({
    code: "STORAGE_ERROR",
    message: `${join(folder, path)} ${reason}`,
  });
});

test("to check makes nothing", async () => {
  const folder = tempFolder();
  await checkOutput(join(folder, "epic.md"));
  expect(readdirSync(folder)).toEqual([]);
});

test("where no file can be made, that is a failure of storage", async () => {
  await expect(writeOutput("/sys/epic.md", "text")).rejects.toMatchObject({
    code: "STORAGE_ERROR",
    message: expect.stringMatching(/^\/sys\/epic\.md /),
  });
});

test("a name as long as names may be is written", async () => {
  const folder = tempFolder();
  const name = "x".repeat(255);
  await writeOutput(join(folder, name), "text");
  expect(readdirSync(folder)).toEqual([name]);
});
