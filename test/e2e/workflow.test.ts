import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { epicResponseSchema } from "../../src/schema/epic.ts";
import { failureSchema } from "../../src/schema/error.ts";
import { ticketSchema } from "../../src/schema/ticket.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { openSandbox } from "./epic.ts";
import { shell, tree, workflow } from "./workflow.ts";

const FOLDER = ".ai/workflow/AEC-456";
const FILES = [
  "COMPLETION_SUMMARY.md",
  "FEATURE_REQUIREMENTS.md",
  "IMPLEMENTATION_PLAN.md",
  "INDEX.md",
  "README.md",
  "SYSTEM_DESIGN.md",
];
/** One sentence and perhaps a hint; nothing of the inside. */
const TOLD = /^error: [^\n]+\n(?:hint: [^\n]+\n)?$/;

test("a ticket is opened, listed and shown, each with what to do next", async () => {
  const cwd = tempFolder();
  const opened = await workflow(cwd, ["init", "AEC-456", "--title", "Return an order: online"]);
  expect(opened).toMatchObject({ code: 0, stderr: "" });
  expect(opened.stdout).toMatch(
    /^Opened AEC-456 in \.ai\/workflow\/AEC-456\n[^]*\nNext: [^\n]+\n$/,
  );
  expect(tree(join(cwd, FOLDER))).toEqual(FILES);

  const listed = await workflow(cwd, ["list"]);
  expect(listed.stdout).toContain("AEC-456  CREATED        Return an order: online\n");
  const shown = await workflow(cwd, ["show", "AEC-456"]);
  expect(shown.stdout).toMatch(/FEATURE_REQUIREMENTS\.md +\d+ places +no\n/);
});

test("--json gives one document each, --quiet the place alone", async () => {
  const cwd = tempFolder();
  const opened = await workflow(cwd, ["init", "AEC-456", "--team", "TEAM-A", "--json"]);
  const result = JSON.parse(opened.stdout);
  expect(ticketSchema.parse(result.ticket).state).toBe("CREATED");
  expect(result.documents.toSorted()).toEqual(FILES);
  const shown = JSON.parse((await workflow(cwd, ["show", "AEC-456", "--json"])).stdout);
  expect(shown).toMatchObject({ path: ".ai/workflow/TEAM-A/AEC-456", ticket: { team: "TEAM-A" } });
  expect(JSON.parse((await workflow(cwd, ["list", "--json"])).stdout)).toMatchObject([
    { kind: "ticket", key: "AEC-456", team: "TEAM-A", state: "CREATED" },
  ]);
  expect((await workflow(cwd, ["init", "AEC-457", "--quiet"])).stdout).toBe(
    ".ai/workflow/AEC-457\n",
  );
});

test("a ticket is filled from the epic that was reviewed last", async () => {
  using sandbox = openSandbox();
  const epic = await sandbox.epic([
    "create",
    "Customers return an order online",
    "--json",
    "--quiet",
  ]);
  const { id, personas } = epicResponseSchema.parse(JSON.parse(epic.stdout)).epic;
  const { code } = await workflow(sandbox.cwd, ["init", "AEC-456", "--epic", "latest"]);
  expect(code).toBe(0);
  const read = (name: string) => readFileSync(sandbox.path(FOLDER, name), "utf8");
  expect(read("README.md")).toContain(`epic: "${id}"`);
  const advice = personas.flatMap(({ recommendations }) => recommendations.map((one) => one.id));
  expect(advice.length).toBeGreaterThan(3);
  expect(advice.filter((one) => !read("FEATURE_REQUIREMENTS.md").includes(`\`${one}\``))).toEqual(
    [],
  );
  expect(advice.filter((one) => !read("IMPLEMENTATION_PLAN.md").includes(`\`${one}\``))).toEqual(
    [],
  );
});

describe("nothing is written, one sentence says why", () => {
  test.each([
    ["without a key", ["init"], 2],
    ["for an empty key", ["init", ""], 2],
    ["for a path upward", ["init", "../AEC-456"], 2],
    ["for a path inside", ["init", "AEC-456/../../x"], 2],
    ["for an absolute path", ["init", "/tmp/AEC-456"], 2],
    ["for a path of Windows", ["init", "C:\\AEC-456"], 2],
    ["for a device of Windows", ["init", "CON"], 2],
    ["for a device with an extension", ["init", "NUL.txt"], 2],
    ["for lower case", ["init", "aec-456"], 2],
    ["for escape sequences", ["init", "\u001B[31mAEC-456"], 2],
    ["for a team that is a path", ["init", "AEC-456", "--team", "../x"], 2],
    ["for a team that is a device", ["init", "AEC-456", "--team", "AUX"], 2],
    ["for a blank title", ["init", "AEC-456", "--title", " "], 2],
    ["for an unknown epic", ["init", "AEC-456", "--epic", "epic-0000"], 2],
    ["for an unknown flag", ["init", "AEC-456", "--tema", "X"], 2],
    ["for one key too many", ["init", "AEC-456", "AEC-457"], 2],
    ["for an unknown command", ["int", "AEC-456"], 2],
    ["for no command", [], 2],
    ["for an unknown ticket", ["show", "AEC-456"], 2],
    ["for an unknown state", ["list", "--state", "DONE"], 2],
  ])("%s", async (_what, args, code) => {
    const cwd = tempFolder();
    const ended = await workflow(cwd, args);
    expect(ended).toMatchObject({ code, stdout: "" });
    expect(ended.stderr).toMatch(TOLD);
    expect(ended.stderr).not.toContain("\u001B");
    expect(tree(cwd)).toEqual([]);

    const json = await workflow(cwd, [...args, "--json"]);
    expect(json).toMatchObject({ code, stderr: "" });
    expect(failureSchema.parse(JSON.parse(json.stdout)).error.message).not.toBe("");
  });

  test.each([".ai", ".ai/workflow", FOLDER])("where %s is a symbolic link", async (link) => {
    const [cwd, elsewhere] = [tempFolder({ ".git/HEAD": "" }), tempFolder()];
    mkdirSync(join(cwd, link, ".."), { recursive: true });
    symlinkSync(elsewhere, join(cwd, link));
    const { code, stdout, stderr } = await workflow(cwd, ["init", "AEC-456", "--force"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`error: ${link} is a symbolic link\n`);
    expect(tree(elsewhere)).toEqual([]);
  });

  test("for a placeholder that has no value", async () => {
    const cwd = tempFolder({ ".ai/templates/INDEX.md": "# {{ticket}}\n\n{{custmer}}\n" });
    const { code, stderr } = await workflow(cwd, ["init", "AEC-456"]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      "error: The template .ai/templates/INDEX.md has no value for {{custmer}} on line 3\n",
    );
    expect(tree(cwd)).toEqual([".ai", ".ai/templates", ".ai/templates/INDEX.md"]);
  });
});

test("a ticket that is there is left alone, and replaced by force", async () => {
  const cwd = tempFolder();
  await workflow(cwd, ["init", "AEC-456", "--title", "First"]);
  writeFileSync(join(cwd, FOLDER, "INDEX.md"), "mine");
  writeFileSync(join(cwd, FOLDER, "NOTES.md"), "mine too");
  const refused = await workflow(cwd, ["init", "AEC-456"]);
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toMatch(TOLD);
  expect(readFileSync(join(cwd, FOLDER, "INDEX.md"), "utf8")).toBe("mine");

  const forced = await workflow(cwd, ["init", "AEC-456", "--force"]);
  expect(forced.stdout).toMatch(
    /^Replaced AEC-456[^]*\n {2}replaced [^\n]*INDEX\.md[^]*\n {2}left NOTES\.md as it is\n/,
  );
  expect(forced.stdout.match(/SYSTEM_DESIGN\.md/g)).toHaveLength(1);
  expect(readFileSync(join(cwd, FOLDER, "INDEX.md"), "utf8")).toContain(
    "# Index of AEC-456: First",
  );
  expect(readFileSync(join(cwd, FOLDER, "NOTES.md"), "utf8")).toBe("mine too");
  expect(tree(join(cwd, ".ai/workflow"))).toHaveLength(8);
});

test("broken front matter is told with file and line and hides no other ticket", async () => {
  const cwd = tempFolder();
  await workflow(cwd, ["init", "AEC-456"]);
  await workflow(cwd, ["init", "AEC-457"]);
  const file = join(cwd, FOLDER, "README.md");
  writeFileSync(file, readFileSync(file, "utf8").replace("state: CREATED", "state: CRATED"));
  const problem = ".ai/workflow/AEC-456/README.md: line 5 does not fit: state must be CREATED";
  const listed = await workflow(cwd, ["list"]);
  expect(listed).toMatchObject({ code: 0, stderr: expect.stringContaining(`warning: ${problem}`) });
  expect(listed.stdout).toMatch(/AEC-456 {2}unreadable\nAEC-457 {2}CREATED/);
  const shown = await workflow(cwd, ["show", "AEC-456"]);
  expect(shown).toMatchObject({ code: 2, stderr: expect.stringContaining(`error: ${problem}`) });
});

test("the tickets of the project are found from any folder of it, whatever it is called", async () => {
  const root = join(tempFolder(), "mein Projekt ü 日本 'x'");
  mkdirSync(join(root, ".git"), { recursive: true });
  mkdirSync(join(root, "src/deep"), { recursive: true });
  const env = { HOME: tempFolder() };
  const { code } = await workflow(join(root, "src/deep"), ["init", "AEC-456"], { env });
  expect(code).toBe(0);
  expect(tree(join(root, FOLDER))).toEqual(FILES);
  expect(tree(join(root, "src"))).toEqual(["deep"]);
});

test("a template of the project in CRLF stays in CRLF", async () => {
  const template = "# {{ticket}}\r\n{{block traceability}}\r\nnone\r\n{{end}}\r\n";
  const cwd = tempFolder({ ".ai/templates/INDEX.md": template });
  const { stdout } = await workflow(cwd, ["init", "AEC-456"]);
  expect(stdout).toContain("made from .ai/templates/INDEX.md\n");
  const text = readFileSync(join(cwd, FOLDER, "INDEX.md"), "utf8");
  expect(text.split("\r\n")).toHaveLength(5);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
});

test("an empty project has an empty list and a hint", async () => {
  const listed = await workflow(tempFolder(), ["list"]);
  expect(listed).toMatchObject({ code: 0, stdout: "" });
  expect(listed.stderr).toContain("workflow init AEC-456");
  expect((await workflow(tempFolder(), ["list", "--json"])).stdout).toBe("[]\n");
});

test("a reader who has seen enough, and a result that cannot be written", async () => {
  const cwd = tempFolder();
  expect(await shell(cwd, "$WORKFLOW --help | head -c 0")).toMatchObject({ code: 0, stderr: "" });
  const full = await shell(cwd, "$WORKFLOW --help > /dev/full");
  expect(full).toMatchObject({ code: 6, stderr: expect.stringMatching(TOLD) });
});
