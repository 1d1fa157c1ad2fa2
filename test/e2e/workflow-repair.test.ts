import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { tempFolder } from "../fakes/temp-folder.ts";
import { workflow } from "./workflow.ts";

const README = ".ai/workflow/TEAM-A/AEC-456/README.md";

async function opened(): Promise<string> {
  const cwd = tempFolder();
  await workflow(cwd, ["init", "AEC-456", "--team", "TEAM-A", "--title", "Rücksendung"]);
  await workflow(cwd, ["advance", "AEC-456"]);
  return cwd;
}

test("a README that was cut short is explained, shown, and mended", async () => {
  const cwd = await opened();
  const file = join(cwd, README);
  const whole = readFileSync(file, "utf8").replaceAll("\n", "\r\n");
  const half = whole.slice(0, whole.indexOf("from: CREATED"));
  writeFileSync(file, half);
  const shown = await workflow(cwd, ["show", "AEC-456"]);
  expect(shown.code).toBe(2);
  expect(shown.stderr).toMatch(
    /^error: [^\n]+README\.md: line 1 begins front matter, and no second/,
  );
  expect(shown.stderr).toContain("hint: workflow repair AEC-456 mends");
  const look = await workflow(cwd, ["repair", "AEC-456", "--dry-run"]);
  expect(look.code).toBe(0);
  expect(look.stdout).toContain("\n+---\n");
  expect(readFileSync(file, "utf8")).toBe(half);
  const mended = await workflow(cwd, ["repair", "AEC-456"]);
  expect(mended).toMatchObject({ code: 0, stderr: "" });
  expect(mended.stdout).toMatch(/This could not be read and is a comment now: - \{ at: [^\n]+\n/);
  expect(mended.stdout).toMatch(/\nAEC-456 is CREATED\n$/);
  const after = readFileSync(file, "utf8");
  expect(after.replaceAll("\r\n", "")).not.toContain("\n");
  expect(
    JSON.parse((await workflow(cwd, ["show", "AEC-456", "--json"])).stdout).ticket,
  ).toMatchObject({
    title: "Rücksendung",
    team: "TEAM-A",
  });
});

test("a record that is right is left alone, and what is not there cannot be repaired", async () => {
  const cwd = await opened();
  const before = readFileSync(join(cwd, README), "utf8");
  const { code, stdout } = await workflow(cwd, ["repair", "AEC-456"]);
  expect([code, stdout]).toEqual([
    0,
    "AEC-456 is PLANNING; nothing has to be repaired in .ai/workflow/TEAM-A/AEC-456/README.md\n",
  ]);
  expect(readFileSync(join(cwd, README), "utf8")).toBe(before);
  rmSync(join(cwd, README));
  expect((await workflow(cwd, ["repair", "AEC-456"])).stderr).toContain("has no README.md\nhint: ");
  expect((await workflow(cwd, ["repair", "AEC-457"])).code).toBe(2);
});
