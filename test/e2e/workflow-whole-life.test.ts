import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { GIT_ENV, gitProject } from "../fakes/git-project.ts";
import { workflow } from "./workflow.ts";

const LOANS = "Members of the library pay late fees online by card. There are 85,000 members.";
const FOLDER = "persona-framework/.ai/workflow/AEC-456";
const CODE = "demo-app/backend/app/services/fees.py";
const TEST = "demo-app/backend/tests/test_fees.py";

test("the whole life of AEC-456, from setup to archive, in a real repository", async () => {
  const project = gitProject();
  const cwd = project.folder;
  const run = async (...args: readonly string[]) => {
    const ended = await workflow(cwd, args);
    const { code, stdout, stderr } = ended;
    expect({ args, code, said: code === 0 ? "" : stdout + stderr }).toEqual({
      args,
      code: 0,
      said: "",
    });
    return ended.stdout;
  };
  const path = (name: string) => join(cwd, FOLDER, name);
  const read = (name: string) => readFileSync(path(name), "utf8");
  const fill = (name: string) =>
    writeFileSync(path(name), read(name).replaceAll(/\[\[fill:[^\]]*\]\]/g, "as AC-1 says"));
  const commit = (message: string) => {
    project.git("add", "--all");
    const args = ["commit", "--quiet", "-m", message];
    return spawnSync("git", args, { cwd, env: GIT_ENV, encoding: "utf8" });
  };

  await run("setup", "--root", "persona-framework/.ai", "--app", "demo-app");
  await run("hooks", "install");
  commit("Set up");

  await run("init", "AEC-456", "--title", "Späte Gebühren zahlen");
  for (const [name, file, role] of [
    ["requirements", "FEATURE_REQUIREMENTS.md", "stakeholder"],
    ["design", "SYSTEM_DESIGN.md", "tech-lead"],
    ["plan", "IMPLEMENTATION_PLAN.md", "team"],
  ] as const) {
    const text = name === "requirements" ? [LOANS] : [];
    await run("plan", "AEC-456", ...text, "--quiet");
    fill(file);
    await run("approve", "AEC-456", name, "--as", role);
  }
  await run("advance", "AEC-456");
  await run("branch", "AEC-456");
  await run("advance", "AEC-456");
  expect(commit("No ticket is named").stderr).toContain("does not name AEC-456");
  expect(commit("AEC-456: plan").status).toBe(0);

  await project.write({
    [CODE]: "def pay():\n    return True\n",
    [TEST]: "def test_pay():\n    pass\n",
  });
  expect(commit("AEC-456: pay late fees").status).toBe(0);
  const ids = [...read("FEATURE_REQUIREMENTS.md").matchAll(/^\| ((?:N?FR|BR|IR)-\d+) \|/gm)];
  expect(ids.length).toBeGreaterThan(3);
  for (const [, id = ""] of ids) {
    await run("link", "AEC-456", `${CODE}#pay`, TEST, "--requirement", id);
  }
  await run("record", "AEC-456", "code", CODE);
  await run("record", "AEC-456", "tests", "https://ci.example/1");
  for (const name of ["README.md", "INDEX.md"]) fill(name);
  await run("advance", "AEC-456");
  await run("index");
  expect(await run("pr-body", "AEC-456")).toContain(`| ${ids[0]?.[1]} `);
  expect(commit("AEC-456: link the code").status).toBe(0);
  expect(await run("check", "AEC-456", "--fail-on", "warning")).toMatch(/1 ticket checked: /);

  await project.checkout("main");
  await project.merge("feature/AEC-456");
  await run("record", "AEC-456", "review", "PR 7");
  await run("record", "AEC-456", "merge", "PR 7");
  await run("record", "AEC-456", "deployment", "1.2.0 to production");
  expect(await run("complete", "AEC-456")).toContain("  4 commits; requirements: ");
  expect(read("COMPLETION_SUMMARY.md")).toContain("- **Deployed:** 1.2.0 to production (Ada Ünal");
  expect(read("COMPLETION_SUMMARY.md")).toContain(
    "| `demo-app/backend/tests` |  | 1 file, +2 -0 |",
  );
  fill("COMPLETION_SUMMARY.md");
  await run("advance", "AEC-456");
  await run("archive", "AEC-456");
  await run("index");
  commit("AEC-456: archive");

  expect(await run("board", "--archived")).toContain("ARCHIVED 1");
  expect(await run("check", "--all", "--fail-on", "warning")).toContain("1 ticket checked");
  expect(await run("search", "late", "fees")).toContain(`${FOLDER}/`);
  const { history } = JSON.parse(await run("show", "AEC-456", "--json")).ticket;
  expect(history.map(({ to }: { to: string }) => to)).toEqual([
    "CREATED",
    "PLANNING",
    "APPROVED",
    "IN_PROGRESS",
    "REVIEW",
    "COMPLETE",
    "ARCHIVED",
  ]);
  expect(readdirSync(path(".")).filter((name) => name.endsWith(".md"))).toHaveLength(6);
});
