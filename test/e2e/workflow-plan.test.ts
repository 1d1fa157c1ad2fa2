import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { tempFolder } from "../fakes/temp-folder.ts";
import { workflow } from "./workflow.ts";

const FOLDER = ".ai/workflow/AEC-456";
const REQUIREMENTS = join(FOLDER, "FEATURE_REQUIREMENTS.md");
const LOANS = "Members of the library pay late fees online by card. There are 85,000 members.";
const PLAN = ["plan", "AEC-456"];

async function opened(): Promise<string> {
  const cwd = tempFolder();
  await workflow(cwd, ["init", "AEC-456", "--title", "Pay späte Gebühren online"]);
  return cwd;
}

/** As a person who fills every place, in the editor of their system. */
function fill(cwd: string, name: string, crlf = false): void {
  const file = join(cwd, FOLDER, name);
  const text = readFileSync(file, "utf8").replaceAll(/\[\[fill:[^\]]*\]\]/g, "as we say");
  writeFileSync(file, crlf ? text.replaceAll(/\r?\n/g, "\r\n") : text);
}

test("requirements, design and plan follow each other from one description, with approvals between", async () => {
  const cwd = await opened();
  const first = await workflow(cwd, [...PLAN, LOANS, "--quiet"]);
  expect(first).toMatchObject({ code: 0, stderr: "" });
  expect(first.stdout).toMatch(
    /^Requirements of AEC-456 from epic-\w+: \.ai\/workflow\/AEC-456\/FEATURE_REQUIREMENTS\.md\n {2}\d+ lines came, \d+ lines went\n/,
  );
  const documents = [
    ["requirements", "FEATURE_REQUIREMENTS.md", "stakeholder"],
    ["design", "SYSTEM_DESIGN.md", "tech-lead"],
    ["plan", "IMPLEMENTATION_PLAN.md", "team"],
  ] as const;
  for (const [name, file, role] of documents) {
    const planned = name === "requirements" ? first : await workflow(cwd, PLAN);
    expect(planned.stdout.toLowerCase()).toMatch(new RegExp(`^${name} of aec-456`));
    const waiting = await workflow(cwd, PLAN);
    expect(waiting).toMatchObject({ code: 3, stdout: "" });
    expect(waiting.stderr).toMatch(
      /^waiting: Nothing new is to be said in the [^\n]+\nhint: [^\n]+\n$/,
    );
    fill(cwd, file, true);
    expect((await workflow(cwd, ["approve", "AEC-456", name, "--as", role])).code).toBe(0);
  }
  expect((await workflow(cwd, PLAN)).stderr).toContain(
    "AEC-456 is planned: everything is approved",
  );
  expect((await workflow(cwd, ["advance", "AEC-456"])).code).toBe(0);
  expect(readFileSync(join(cwd, FOLDER, "IMPLEMENTATION_PLAN.md"), "utf8")).toMatch(/^#### T-1: /m);
});

describe("what people wrote", () => {
  test("stays, line endings and all, when the epic changes; what cannot be settled exits with 1", async () => {
    const cwd = await opened();
    await workflow(cwd, [...PLAN, LOANS, "--quiet"]);
    fill(cwd, "FEATURE_REQUIREMENTS.md", true);
    const file = join(cwd, REQUIREMENTS);
    const mine = "- **Goal:** nobody queues at the desk";
    const text = readFileSync(file, "utf8")
      .replace("- **Goal:** as we say", mine)
      .replace(/^> Members.*$/mu, "> Members of all branches");
    writeFileSync(file, text);
    const again = await workflow(cwd, [...PLAN, `${LOANS} Librarians waive fees.`, "--quiet"]);
    expect(again.code).toBe(1);
    expect(again.stderr).toBe(
      `gate: ${REQUIREMENTS} holds both sides of what could not be settled\n`,
    );
    expect(again.stdout).toMatch(/\n {2}conflict on line \d+: > Members of all branches\n/);
    const merged = readFileSync(file, "utf8");
    expect(merged).toContain(`${mine}\r\n`);
    expect(merged).toContain("> Members of all branches\r\n");
    expect(merged).toContain("Librarians waive fees.\r\n");
    expect(merged.replaceAll("\r\n", "")).not.toContain("\n");
    const approve = ["approve", "AEC-456", "requirements", "--as", "stakeholder"];
    expect((await workflow(cwd, approve)).stderr).toContain("1 conflict to settle");
  });

  test("is only looked at by --dry-run, which shows the change", async () => {
    const cwd = await opened();
    await workflow(cwd, [...PLAN, LOANS, "--quiet"]);
    const before = readFileSync(join(cwd, REQUIREMENTS), "utf8");
    const again = [...PLAN, `${LOANS} Librarians waive fees.`, "--quiet", "--dry-run"];
    const { code, stdout } = await workflow(cwd, again);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^--- FEATURE_REQUIREMENTS\.md\n\+\+\+ [^]*\n\+> .*Librarians waive fees\.\n/,
    );
    expect(readFileSync(join(cwd, REQUIREMENTS), "utf8")).toBe(before);
  });
});

test.each([
  ["without an epic", [], 2, "INVALID_INPUT"],
  ["with two origins", ["x", "--epic", "latest"], 2, "INVALID_INPUT"],
  ["of an unknown epic", ["--epic", "epic-none"], 2, "NOT_FOUND"],
  ["of an unknown document", ["--document", "plans"], 2, "INVALID_INPUT"],
  ["before its turn", [LOANS, "--document", "design"], 3, "WAITING"],
])("planning %s is refused and changes nothing", async (_what, flags, code, error) => {
  const cwd = await opened();
  const before = readFileSync(join(cwd, REQUIREMENTS), "utf8");
  const ended = await workflow(cwd, [...PLAN, ...flags, "--json", "--quiet"]);
  expect(ended.code).toBe(code);
  expect(JSON.parse(ended.stdout).error.code).toBe(error);
  expect(readFileSync(join(cwd, REQUIREMENTS), "utf8")).toBe(before);
});

test("a symbolic link instead of the folder of what was generated is refused before anything is written", async () => {
  const cwd = await opened();
  const elsewhere = tempFolder();
  mkdirSync(join(elsewhere, "x"));
  symlinkSync(join(elsewhere, "x"), join(cwd, FOLDER, ".generated"));
  const before = readFileSync(join(cwd, REQUIREMENTS), "utf8");
  const { code, stderr } = await workflow(cwd, [...PLAN, LOANS, "--quiet"]);
  expect(code).toBe(2);
  expect(stderr).toContain(`${FOLDER}/.generated is a symbolic link`);
  expect(readFileSync(join(cwd, REQUIREMENTS), "utf8")).toBe(before);
});
