import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import type { CheckReport } from "../../src/app/ticket-code.ts";
import { gitProject, type GitProject } from "../fakes/git-project.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { parseXml } from "../fakes/xml.ts";
import { workflow } from "./workflow.ts";

const FOLDER = ".ai/workflow/AEC-456";
const WRITTEN = {
  [`${FOLDER}/FEATURE_REQUIREMENTS.md`]:
    "# R\n\n| Id | Requirement |\n| --- | --- |\n| FR-1 | opens |\n",
  [`${FOLDER}/SYSTEM_DESIGN.md`]: "# D\n\n[R](FEATURE_REQUIREMENTS.md#r)\n",
  [`${FOLDER}/IMPLEMENTATION_PLAN.md`]: "# P\n\n### T-1: Build FR-1\n",
  [`${FOLDER}/INDEX.md`]: "# I\n",
};
const CODE = Array.from({ length: 40 }, (_, index) => `export const line${index} = ${index};\n`);

/** A ticket in IN_PROGRESS, with its code and test linked. */
async function begun(): Promise<GitProject> {
  const project = gitProject({ "src/a.ts": CODE.join(""), "tests/a.test.ts": "line1\n" });
  const run = async (...args: readonly string[]) => {
    const ended = await workflow(project.folder, args);
    expect({ args, ...ended }).toMatchObject({ code: 0 });
  };
  await run("init", "AEC-456");
  await project.commit("AEC-456: open the ticket", WRITTEN);
  await run("advance", "AEC-456");
  await run("approve", "AEC-456", "requirements", "--as", "stakeholder");
  await run("approve", "AEC-456", "design", "--as", "tech-lead");
  await run("approve", "AEC-456", "plan", "--as", "team");
  await run("advance", "AEC-456");
  await run("branch", "AEC-456");
  await run("advance", "AEC-456");
  await run("link", "AEC-456", "src/a.ts#line1", "tests/a.test.ts", "--requirement", "FR-1");
  await project.commit("AEC-456: begin", {});
  return project;
}

async function check(project: GitProject, ...args: readonly string[]) {
  const { code, stdout, stderr } = await workflow(project.folder, ["check", "--json", ...args]);
  const report: CheckReport = JSON.parse(stdout);
  const found = report.findings?.filter(({ rule }) => rule !== "open-placeholder");
  return { code, stderr, report, found: found?.map(({ rule, message }) => `${rule}: ${message}`) };
}

test("a ticket that fits passes, and every fault is told with its place", async () => {
  const project = await begun();
  expect(await check(project)).toMatchObject({ code: 0, found: [], stderr: "" });

  await project.write({
    [`${FOLDER}/SYSTEM_DESIGN.md`]: "# D\n\n[R](FEATURE_REQUIREMENTS.md#none)\n",
    [`${FOLDER}/IMPLEMENTATION_PLAN.md`]: "# P\n\n### T-1: Build\n",
    "tests/a.test.ts": null,
  });
  await project.commit("AEC-456: move", {
    "src/a.ts": null,
    "src/b ü.ts": CODE.join(""),
  });
  project.git("branch", "fix/AEC-456");
  const { code, found } = await check(project, "AEC-456");
  expect(code).toBe(1);
  expect(found).toEqual([
    expect.stringMatching(/^void-approval: .*IMPLEMENTATION_PLAN\.md has changed since Ada Ünal/),
    "unplanned-task: T-1 names no requirement that it is for",
    "moved-code: The linked src/a.ts has moved to src/b ü.ts",
    "missing-code: The linked tests/a.test.ts is not there any more",
    "branch-name: The branch fix/AEC-456 is not called after its ticket",
    expect.stringMatching(/^void-approval: .*SYSTEM_DESIGN\.md has changed/),
    "broken-reference: SYSTEM_DESIGN.md links to FEATURE_REQUIREMENTS.md#none, which has no such heading",
  ]);
  expect((await check(project, "--fail-on", "never")).code).toBe(0);
  const sarif = await workflow(project.folder, ["check", "--sarif"]);
  expect(sarif.code).toBe(1);
  expect(JSON.parse(sarif.stdout).runs[0].results.length).toBeGreaterThan(6);
  const junit = await workflow(project.folder, ["check", "--junit"]);
  expect(Number(parseXml(junit.stdout).attributes.failures)).toBe(3);
});

const grown = (lines: number) =>
  CODE.join("") + Array.from({ length: lines }, (_, index) => `// ${index}\n`).join("");

test("drift is told once, above its threshold, and linking again settles it", async () => {
  const project = await begun();
  await project.commit("AEC-456: a little", { "src/a.ts": grown(50) });
  expect((await check(project)).found).toEqual([]);
  await project.write({ "src/a.ts": grown(51), "tests/a.test.ts": "line1\nline2\n" });
  expect((await check(project)).found).toEqual([
    "code-drift: 52 lines of linked code changed since the documents were agreed on, in src/a.ts and 1 more",
  ]);
  expect((await check(project, "--drift", "52")).found).toEqual([]);
  await project.commit("AEC-456: more", {});
  await workflow(project.folder, [
    "link",
    "AEC-456",
    "src/a.ts#line1",
    "tests/a.test.ts",
    "--requirement",
    "FR-1",
  ]);
  expect((await check(project)).found).toEqual([]);
});

test("--changed checks what changes touch, and is no pass where nothing changed", async () => {
  const project = await begun();
  await workflow(project.folder, ["init", "AEC-457"]);
  await project.commit("Open another", {});
  project.git("checkout", "--quiet", "-B", "main");
  expect(await check(project, "--changed")).toMatchObject({
    code: 2,
    report: { error: { message: "Nothing has changed since main" } },
  });
  project.git("checkout", "--quiet", "-b", "other");
  await project.commit("Say something", { "README.md": "x" });
  expect((await check(project, "--changed")).report).toMatchObject({ checked: [] });
  await project.write({ "src/a.ts": "export const line1 = 1;\n" });
  expect((await check(project, "--changed")).report).toMatchObject({ checked: ["AEC-456"] });
  await project.commit("AEC-457: name it", {});
  const both = { checked: ["AEC-456", "AEC-457"] };
  expect((await check(project, "--changed")).report).toMatchObject(both);
  expect((await check(project, "--since", "HEAD~1")).report).toMatchObject(both);
});

describe("a check that cannot see all says so", () => {
  test("in a clone without history", async () => {
    const project = await begun();
    await project.commit("AEC-456: later", { "src/c.ts": "x" });
    const folder = tempFolder();
    rmSync(folder, { recursive: true });
    project.git("clone", "--quiet", "--depth", "1", `file://${project.folder}`, folder);
    const { stderr, code } = await workflow(folder, ["check"]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning: The commits of 2 of 2 links are not in this clone: /);
  });

  test("outside of a repository", async () => {
    const cwd = tempFolder();
    await workflow(cwd, ["init", "AEC-456"]);
    const { code, stdout, stderr } = await workflow(cwd, ["check", "--all"]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "1 ticket checked: 6 notes (shown with --level note)\n",
    });
    expect(stderr).toMatch(/^warning: No Git repository is here: /);
  });
});

describe("nothing passes that was not looked at", () => {
  test.each([
    [["check"], "No tickets are here: .ai/workflow holds none"],
    [["check", "--all"], "No tickets are here: .ai/workflow holds none"],
    [["check", "AEC-456"], "No tickets are here: .ai/workflow holds none"],
    [["check", "AEC-456", "--all"], "AEC-456 and --all cannot be asked for together"],
    [["check", "--level", "nots"], '--level does not know "nots"'],
  ])("%j in the wrong folder", async (args, message) => {
    const { code, stdout, stderr } = await workflow(tempFolder(), args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`error: ${message}\nhint: `);
  });

  test("a record that is broken, a key that is used twice, a document that is no file", async () => {
    const cwd = tempFolder();
    for (const key of ["AEC-1", "AEC-2", "AEC-3"]) await workflow(cwd, ["init", key]);
    const readme = join(cwd, ".ai/workflow/AEC-1/README.md");
    const text = readFileSync(readme, "utf8");
    writeFileSync(readme, text.replace("state: CREATED", "state: DONE"));
    mkdirSync(join(cwd, ".ai/workflow/TEAM-A/AEC-2"), { recursive: true });
    writeFileSync(join(cwd, ".ai/workflow/TEAM-A/AEC-2/README.md"), text);
    rmSync(join(cwd, ".ai/workflow/AEC-3/INDEX.md"));
    mkdirSync(join(cwd, ".ai/workflow/AEC-3/INDEX.md"));
    const { code, stdout } = await workflow(cwd, ["check"]);
    expect(code).toBe(1);
    expect(stdout.match(/\((?:unreadable-ticket|duplicate-key)\)/g)).toEqual([
      "(unreadable-ticket)",
      "(duplicate-key)",
      "(duplicate-key)",
      "(unreadable-ticket)",
      "(unreadable-ticket)",
    ]);
    expect(stdout).toContain(".ai/workflow/AEC-1/README.md:5 (unreadable-ticket)");
  });
});
