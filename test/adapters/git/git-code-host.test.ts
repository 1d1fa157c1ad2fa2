import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { gitCodeHost } from "../../../src/adapters/git/git-code-host.ts";
import { codeHostContract } from "../../contracts/code-host.ts";
import { GIT_ENV, gitProject } from "../../fakes/git-project.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const hostAt = (cwd: string, env: Readonly<Record<string, string | undefined>> = GIT_ENV) =>
  gitCodeHost({ cwd, env });

describe("in a real Git repository", () => {
  codeHostContract(async () => {
    const project = gitProject();
    return { ...project, host: hostAt(project.folder) };
  });
});

test("a folder below the top of a repository knows where it is, and paths stay those of the top", async () => {
  const project = gitProject({ "planning ü/.ai/x": "", "app/a.ts": "1\n" });
  const base = await project.commit("First", {});
  await project.write({ "app/b.ts": "1\n" });
  const host = hostAt(join(project.folder, "planning ü"));
  expect(await host.repository()).toMatchObject({ folder: "planning ü" });
  expect(await host.commits({ touching: ["app"] })).toHaveLength(1);
  expect(await host.changes({ since: base })).toEqual([
    { kind: "added", path: "app/b.ts", added: 0, removed: 0 },
  ]);
});

test("branches of a remote are known as such, and its main branch is ours", async () => {
  const origin = gitProject();
  const commit = await origin.commit("First", { "a.txt": "1\n" });
  origin.git("branch", "-m", "develop");
  const clone = tempFolder();
  origin.git("clone", "--quiet", origin.folder, clone);
  expect(await hostAt(clone).repository()).toMatchObject({
    main: "develop",
    branches: [
      { name: "develop", commit },
      { name: "develop", commit, remote: "origin" },
    ],
  });
});

test("what configuration of people changes is not seen", async () => {
  const project = gitProject();
  const base = await project.commit("First", { "a.txt": "1\n" });
  for (const [key, value] of [
    ["diff.noprefix", "true"],
    ["diff.external", "false"],
    ["diff.renames", "false"],
    ["log.showSignature", "true"],
    ["color.ui", "always"],
    ["core.quotePath", "true"],
    ["diff.relative", "true"],
    ["core.pager", "false"],
  ] as const) {
    project.git("config", key, value);
  }
  await project.commit("AEC-1 ü", { "a.txt": null, "ü.txt": "1\n" });
  const host = hostAt(project.folder);
  expect(await host.commits({ naming: "AEC-1" })).toMatchObject([{ subject: "AEC-1 ü" }]);
  expect(await host.changes({ since: base })).toEqual([
    { kind: "moved", path: "ü.txt", from: "a.txt", added: 0, removed: 0 },
  ]);
});

test("inside a hook, the folder counts and not the variables that Git has set", async () => {
  const project = gitProject();
  const other = gitProject();
  await project.commit("First", { "a.txt": "1\n" });
  const env = { ...GIT_ENV, GIT_DIR: join(other.folder, ".git"), GIT_INDEX_FILE: "nothing" };
  expect(await hostAt(project.folder, env).commits({})).toHaveLength(1);
});

test("a folder outside of any repository has none", async () => {
  const host = hostAt(tempFolder());
  expect(await host.repository()).toBeUndefined();
  await expect(host.commits({})).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(host.startBranch("x")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a machine without Git is told so", async () => {
  await expect(hostAt(tempFolder(), { PATH: tempFolder() }).repository()).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: expect.stringMatching(/^git could not be started: /),
  });
});

test("a repository that Git refuses to read is not taken for none", async () => {
  const bin = tempFolder({
    git: "#!/bin/sh\necho 'fatal: detected dubious ownership' >&2\nexit 128\n",
  });
  chmodSync(join(bin, "git"), 0o755);
  const folder = tempFolder();
  mkdirSync(join(folder, ".git"));
  const host = hostAt(folder, { PATH: `${bin}:${process.env["PATH"]}` });
  await expect(host.repository()).rejects.toMatchObject({
    message: 'The repository cannot be read: git says "detected dubious ownership"',
  });
});
