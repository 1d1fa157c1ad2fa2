import { statSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { gitCommitHooks } from "../../../src/adapters/git/git-commit-hooks.ts";
import { memoryCommitHooks } from "../../../src/adapters/memory/commit-hooks.ts";
import { commitHooksContract } from "../../contracts/commit-hooks.ts";
import { GIT_ENV, gitProject } from "../../fakes/git-project.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const hooksAt = (cwd: string) => gitCommitHooks({ cwd, env: GIT_ENV });

describe("in memory", () => {
  commitHooksContract(() => memoryCommitHooks());
});
describe("in a real Git repository", () => {
  commitHooksContract(() => hooksAt(gitProject().folder));
});

test("hooks are where the repository says they are, and may be run", async () => {
  const project = gitProject();
  project.git("config", "core.hooksPath", ".our hooks");
  await hooksAt(project.folder).write("commit-msg", "#!/bin/sh\n");
  expect(statSync(join(project.folder, ".our hooks/commit-msg")).mode & 0o777).toBe(0o755);
});

test("outside of a repository there are none", async () => {
  await expect(hooksAt(tempFolder()).read("commit-msg")).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
