import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { GIT_ENV, gitProject, type GitProject } from "../fakes/git-project.ts";
import { workflow } from "./workflow.ts";

function commit(project: GitProject, message: string, cwd = project.folder) {
  const args = ["commit", "--quiet", "--allow-empty", "-m", message];
  return spawnSync("git", args, { cwd, env: GIT_ENV, encoding: "utf8" });
}

async function hooked(): Promise<GitProject> {
  const project = gitProject();
  await workflow(project.folder, ["init", "AEC-456"]);
  await project.commit("First", {});
  const { code } = await workflow(project.folder, ["hooks", "install"]);
  expect(code).toBe(0);
  return project;
}

test("on the branch of a ticket, Git takes only commits that name it", async () => {
  const project = await hooked();
  const branch = await workflow(project.folder, ["branch", "AEC-456"]);
  expect(branch.stdout).toBe("Checked out the new branch feature/AEC-456\n");
  const refused = commit(project, "Open returns");
  expect(refused.status).toBe(1);
  expect(refused.stderr).toBe(
    'The commit does not name AEC-456, the ticket of this branch\nhint: begin the message with "AEC-456: "\n',
  );
  expect(commit(project, "AEC-456: open returns").status).toBe(0);
  expect(commit(project, "AEC-465: open returns").stderr).toContain("there is no such ticket");
  project.git("checkout", "--quiet", "main");
  expect(commit(project, "No ticket is needed here").status).toBe(0);
});

test("a hook that was there is run first, and installing again changes nothing", async () => {
  const project = gitProject();
  await workflow(project.folder, ["init", "AEC-456"]);
  const hook = join(project.folder, ".git/hooks/commit-msg");
  mkdirSync(join(project.folder, ".git/hooks"), { recursive: true });
  writeFileSync(hook, '#!/bin/sh\ngrep -q "Signed" "$1" || { echo unsigned >&2; exit 3; }\n');
  chmodSync(hook, 0o755);
  const first = await workflow(project.folder, ["hooks", "install"]);
  expect(first.stdout).toBe(
    "Installed the hook commit-msg; the hook that was there is run first, as commit-msg.own\n",
  );
  const script = readFileSync(hook, "utf8");
  const { stdout } = await workflow(project.folder, ["hooks", "install", "--json"]);
  expect(JSON.parse(stdout)).toEqual({ hook: "commit-msg", done: "unchanged" });
  expect(readFileSync(hook, "utf8")).toBe(script);
  expect(commit(project, "AEC-456: x").stderr).toBe("unsigned\n");
  expect(commit(project, "AEC-999: Signed").stderr).toContain("there is no such ticket");
  expect(commit(project, "AEC-456: Signed").status).toBe(0);
});

test("the hook finds a project below the top, from any folder", async () => {
  const project = gitProject({ "plan ning/.ai/x": "", "app/a": "" });
  const planning = join(project.folder, "plan ning");
  const env = { HOME: project.folder };
  await workflow(planning, ["init", "AEC-456"], { env });
  await workflow(planning, ["hooks", "install"], { env });
  await workflow(planning, ["branch", "AEC-456"], { env });
  const cwd = join(project.folder, "app");
  expect(commit(project, "Open returns", cwd).stderr).toContain("does not name AEC-456");
  expect(commit(project, "AEC-456: open returns", cwd).status).toBe(0);
});

test("commit-msg tells a program what is wrong, and that a file is not there", async () => {
  const project = await hooked();
  await project.write({ "message.txt": "AEC-457: x\n" });
  const fault = await workflow(project.folder, ["commit-msg", "message.txt", "--json"]);
  expect(fault.code).toBe(1);
  expect(JSON.parse(fault.stdout)).toMatchObject({ valid: false });
  expect((await workflow(project.folder, ["commit-msg", "none.txt"])).code).toBe(2);
});

test("pr-body prints Markdown", async () => {
  const project = await hooked();
  const { code, stdout } = await workflow(project.folder, ["pr-body", "AEC-456"]);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: "Documents: `.ai/workflow/AEC-456/` · state: CREATED\n",
  });
});
