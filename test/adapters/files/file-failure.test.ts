import { expect, test } from "vitest";

import { writeFailure } from "../../../src/adapters/files/file-failure.ts";

test.each([
  ["EROFS", "epic.md lies on a read-only disk", "choose a place on a disk that takes writes"],
  ["ENOSPC", "epic.md does not fit: the disk is full", "make room, or choose another place"],
  ["EACCES", "epic.md may not be written by this user", "choose another place"],
  ["ENOENT", "epic.md lies in a folder that does not exist", "make the folder first: mkdir -p"],
  ["EIO", "epic.md cannot be written: EIO", "choose another place"],
])("a write that fails with %s says why, and what would help", (code, message, hint) => {
  const error = Object.assign(new Error(code), { code });
  expect(writeFailure(error, "epic.md")).toMatchObject({ code: "STORAGE_ERROR", message, hint });
});
