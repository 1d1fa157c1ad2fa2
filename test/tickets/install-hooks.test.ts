import { expect, test } from "vitest";

import { memoryCommitHooks } from "../../src/adapters/memory/commit-hooks.ts";
import { EpicError } from "../../src/core/errors.ts";
import { installHooks } from "../../src/tickets/install-hooks.ts";
import { memoryProject } from "../fakes/memory-project.ts";

const COMMAND = { runtime: "/bin/no de", binary: "/it's/workflow.js" };

test("a hook is installed once, and renewed when it has changed", async () => {
  const scripts = new Map<string, string>();
  const parts = { code: memoryProject().host, hooks: memoryCommitHooks(scripts) };
  expect(await installHooks(COMMAND, parts)).toEqual({ hook: "commit-msg", done: "installed" });
  expect(scripts.get("commit-msg")).toContain(String.raw`'/it'\''s/workflow.js'`);
  expect(await installHooks(COMMAND, parts)).toEqual({ hook: "commit-msg", done: "unchanged" });
  const moved = { ...COMMAND, binary: "/other/workflow.js" };
  expect(await installHooks(moved, parts)).toEqual({ hook: "commit-msg", done: "renewed" });
  expect([...scripts.keys()]).toEqual(["commit-msg"]);
});

test("a hook that cannot be written leaves the one that was there", async () => {
  const scripts = new Map([["commit-msg", "mine"]]);
  const hooks = {
    ...memoryCommitHooks(scripts),
    async write() {
      throw new EpicError("STORAGE_ERROR", "full");
    },
  };
  const parts = { code: memoryProject().host, hooks };
  await expect(installHooks(COMMAND, parts)).rejects.toMatchObject({ code: "STORAGE_ERROR" });
  expect(scripts).toEqual(new Map([["commit-msg", "mine"]]));
});
