import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { failureSchema } from "../../src/schema/error.ts";
import { ticketSchema } from "../../src/schema/ticket.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { workflow } from "./workflow.ts";

const FOLDER = ".ai/workflow/AEC-456";
const WRITTEN = {
  "FEATURE_REQUIREMENTS.md": "requirements",
  "SYSTEM_DESIGN.md": "design",
  "IMPLEMENTATION_PLAN.md": "plan",
  "COMPLETION_SUMMARY.md": "summary",
};

async function opened(): Promise<string> {
  const cwd = tempFolder();
  await workflow(cwd, ["init", "AEC-456"]);
  for (const [name, text] of Object.entries(WRITTEN)) writeFileSync(join(cwd, FOLDER, name), text);
  return cwd;
}

test("a ticket is moved from command to command, and its record can be read at the end", async () => {
  const cwd = await opened();
  const steps = [
    ["advance", "AEC-456"],
    ["approve", "AEC-456", "requirements", "--as", "stakeholder"],
    ["approve", "AEC-456", "design", "--as", "tech-lead"],
    ["approve", "AEC-456", "plan", "--as", "team", "--reason", 'as agreed: "all of it"'],
    ["advance", "AEC-456"],
    ["record", "AEC-456", "branch", "feature/AEC-456"],
    ["advance", "AEC-456"],
    ["record", "AEC-456", "code", "src/returns"],
    ["record", "AEC-456", "tests", "https://ci.example/1"],
    ["advance", "AEC-456", "--to", "REVIEW", "--json"],
  ];
  let last = "";
  for (const step of steps) {
    const { code, stdout, stderr } = await workflow(cwd, step);
    expect({ step, code, stderr }).toEqual({ step, code: 0, stderr: "" });
    last = stdout;
  }
  expect(ticketSchema.parse(JSON.parse(last)).state).toBe("REVIEW");
  const { stdout } = await workflow(cwd, ["show", "AEC-456"]);
  expect(stdout).toMatch(/^State {3}REVIEW since /m);
  expect(stdout).toMatch(/SYSTEM_DESIGN\.md +nothing +yes\n/);
  expect(stdout).toContain("Before COMPLETE:\n  no review is recorded since it was asked for\n");
});

test("what is missing is one sentence, and an edit voids an approval", async () => {
  const cwd = await opened();
  await workflow(cwd, ["advance", "AEC-456"]);
  await workflow(cwd, ["approve", "AEC-456", "requirements", "--as", "stakeholder"]);
  writeFileSync(join(cwd, FOLDER, "FEATURE_REQUIREMENTS.md"), "other requirements");
  const { code, stdout, stderr } = await workflow(cwd, ["advance", "AEC-456"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(
    /^error: AEC-456 cannot go from PLANNING to APPROVED yet: FEATURE_REQUIREMENTS\.md has changed since [^\n]+\nhint: [^\n]+\n$/,
  );
});

test.each([
  [["approve", "AEC-456", "requirements", "--as", "team"], 5, "NOT_ALLOWED"],
  [["approve", "AEC-456", "desing", "--as", "team"], 2, "INVALID_INPUT"],
  [["approve", "AEC-456", "design"], 2, "INVALID_INPUT"],
  [["reject", "AEC-456", "design", "--as", "tech-lead"], 2, "INVALID_INPUT"],
  [["record", "AEC-456", "test", "x"], 2, "INVALID_INPUT"],
  [["record", "AEC-456", "tests", " "], 2, "INVALID_INPUT"],
  [["advance", "AEC-456", "--to", "COMPLETE"], 2, "ILLEGAL_TRANSITION"],
  [["advance", "AEC-456", "--to", "DONE"], 2, "INVALID_INPUT"],
  [["advance", "AEC-457"], 2, "NOT_FOUND"],
])("%j exits with %i and changes nothing", async (args, code, error) => {
  const cwd = await opened();
  const before = readFileSync(join(cwd, FOLDER, "README.md"), "utf8");
  const ended = await workflow(cwd, [...args, "--json"]);
  expect(ended).toMatchObject({ code, stderr: "" });
  expect(failureSchema.parse(JSON.parse(ended.stdout)).error.code).toBe(error);
  expect(readFileSync(join(cwd, FOLDER, "README.md"), "utf8")).toBe(before);
});

test("processes that change one ticket at once lose nothing: each is done, or told to try again", async () => {
  const cwd = await opened();
  const notes = Array.from({ length: 6 }, (_note, index) => `https://ci.example/${index}`);
  const ended = await Promise.all(
    notes.map(async (note) => await workflow(cwd, ["record", "AEC-456", "tests", note])),
  );
  const done = notes.filter((_note, index) => ended[index]?.code === 0);
  const refused = ended.filter(({ code }) => code !== 0);
  expect(done.length).toBeGreaterThan(0);
  expect(refused.every(({ code, stderr }) => code === 6 && stderr.includes("hint: "))).toBe(true);
  const { stdout } = await workflow(cwd, ["show", "AEC-456", "--json"]);
  const { evidence } = ticketSchema.parse(JSON.parse(stdout).ticket);
  expect(evidence.map(({ note }) => note).toSorted()).toEqual(done);
});
