import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { gitProject } from "../fakes/git-project.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { workflow } from "./workflow.ts";

async function teams() {
  const project = gitProject({ "project-1/a.ts": "x", "project-2/b.ts": "y" });
  const run = async (...args: readonly string[]) => {
    const ended = await workflow(project.folder, args, { env: { COLUMNS: "100" } });
    expect({ args, ...ended }).toMatchObject({ code: 0 });
    return ended.stdout;
  };
  await run("init", "BACKEND-001", "--title", "Größe | Maß");
  await run("init", "JIRA-001", "--team", "TEAM-A");
  await run("init", "EPIC-001", "--team", "SHARED");
  await project.commit("First", {});
  return { project, run };
}

test("flat, prefixed and nested tickets live in one tree with one index", async () => {
  const { project, run } = await teams();
  expect(await run("index")).toContain("Wrote .ai/workflow/INDEX.md\n");
  const index = readFileSync(join(project.folder, ".ai/workflow/INDEX.md"), "utf8");
  expect(index).toContain("| [BACKEND-001](BACKEND-001/README.md) | CREATED | Größe \\| Maß |");
  expect(index).toContain("## TEAM-A");
  expect(index).toContain("[EPIC-001](SHARED/EPIC-001/README.md)");
  expect(await run("index")).toBe("4 indexes were up to date\n");
  expect(await run("check")).toContain("3 tickets checked");
  await run("advance", "JIRA-001");
  expect(await run("check")).toContain(".ai/workflow/INDEX.md (stale-index)");
});

test("a board shows teams and projects", async () => {
  const { run } = await teams();
  await run("link", "JIRA-001", "project-1/a.ts");
  const board = await run("board");
  expect(board).toMatch(/^CREATED 1 [\s\S]*\nSHARED\nCREATED 1[\s\S]*\nTEAM-A\n/);
  const one: { tickets: { key: string }[] } = JSON.parse(
    await run("board", "--project", "project-1", "--json"),
  );
  expect(one.tickets.map(({ key }) => key)).toEqual(["JIRA-001"]);
});

test("overlaps are found in links and in what branches change", async () => {
  const { project, run } = await teams();
  await run("link", "EPIC-001", "project-1", "project-2/b.ts");
  project.git("checkout", "--quiet", "-b", "feature/JIRA-001");
  await project.commit("JIRA-001: x", { "project-1/a.ts": "z", ".ai/workflow/x.md": "" });
  expect(await run("overlaps")).toBe(
    "EPIC-001 and JIRA-001\n  project-1/a.ts\n3 open tickets, 1 overlap\n",
  );
});

test("where there are no tickets, nothing is written", async () => {
  const cwd = tempFolder();
  const { code, stderr } = await workflow(cwd, ["index"]);
  expect(code).toBe(2);
  expect(stderr).toContain("error: No tickets are here");
  const board = await workflow(cwd, ["board"]);
  expect(board).toMatchObject({ code: 0, stdout: "", stderr: "No open tickets are here\n" });
});

const approvals = (role: string) => `tickets:\n  approvals:\n    requirements: [${role}]\n`;

test("a team inherits the configuration of SHARED, and what it says itself counts more", async () => {
  const { project } = await teams();
  await project.write({
    ".ai/workflow/SHARED/config.yml": approvals("product-council"),
    ".ai/workflow/TEAM-B/config.yml": approvals("team-b-lead"),
  });
  await workflow(project.folder, ["init", "BEE-1", "--team", "TEAM-B"]);
  const asked = [
    ["JIRA-001", "product-council"],
    ["BEE-1", "team-b-lead"],
    ["BACKEND-001", "stakeholder"],
  ] as const;
  for (const [key, role] of asked) {
    await workflow(project.folder, ["advance", key]);
    const refused = await workflow(project.folder, ["approve", key, "requirements", "--as", "x"]);
    expect(refused.stderr).toContain(`whoever is ${role} does, with --as ${role}`);
  }
  await project.write({ ".ai/workflow/TEAM-B/config.yml": "tickets:\n  approvls: {}\n" });
  const { code, stderr } = await workflow(project.folder, ["check"]);
  expect(code).toBe(2);
  expect(stderr).toContain(".ai/workflow/TEAM-B/config.yml:2");
});
