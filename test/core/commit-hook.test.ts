import { expect, test } from "vitest";

import { commitHook, isOurHook } from "../../src/core/commit-hook.ts";

const COMMAND = { runtime: "/bin/node", binary: "/x/workflow.js" };

test.each([
  ["", "cd '.' ||"],
  ["plan ning", "cd 'plan ning' ||"],
  ["it's", String.raw`cd 'it'\''s' ||`],
])("the hook goes to the project in %j", (folder, line) => {
  const script = commitHook("commit-msg", folder, COMMAND);
  expect(script).toContain(line);
  expect(isOurHook(script)).toBe(true);
});

test("a hook of somebody else is not ours", () => {
  expect(isOurHook("#!/bin/sh\nworkflow commit-msg $1\n")).toBe(false);
});
