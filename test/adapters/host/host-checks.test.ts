import { readdirSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import {
  checkDiskSpace,
  checkGit,
  checkStateFolder,
} from "../../../src/adapters/host/host-checks.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

test("a state folder that is not there yet is judged by where it would be made, and not made", async () => {
  const folder = tempFolder();
  const state = join(folder, ".ai/state");
  expect(await checkStateFolder(state)).toEqual({
    name: "state folder",
    status: "ok",
    detail: `${state}, made by the first run`,
  });
  expect(readdirSync(folder)).toEqual([]);
});

test("a state folder that is there is named", async () => {
  const folder = tempFolder();
  expect(await checkStateFolder(folder)).toMatchObject({ status: "ok", detail: folder });
});

test.each(["file", "file/state"])("a state folder at %s cannot be made", async (path) => {
  const folder = tempFolder({ file: "" });
  expect(await checkStateFolder(join(folder, path))).toMatchObject({
    status: "failed",
    detail: `${join(folder, "file")} is a file, not a folder`,
  });
});

test("free disk space is measured where the folder is, or would be", async () => {
  const folder = tempFolder();
  const check = await checkDiskSpace(join(folder, "not/there"));
  expect(check.detail).toMatch(new RegExp(`^\\d+ MB free at ${folder}$`));
});

test("git is found through the path, and missed without one", async () => {
  expect(await checkGit({ PATH: process.env["PATH"] })).toMatchObject({
    name: "git",
    status: "ok",
  });
  expect(await checkGit({ PATH: tempFolder() })).toMatchObject({
    status: "warning",
    detail: "not found",
  });
});
