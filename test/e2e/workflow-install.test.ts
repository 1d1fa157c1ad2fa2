import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

import { describe, expect, test } from "vitest";

import { VERSION } from "../../src/core/version.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { shell, tree, workflow } from "./workflow.ts";

const root = resolve(import.meta.dirname, "../..");
const isRoot = process.getuid?.() === 0;

/** The files of the package that `npm install` puts there, in a folder of its own. */
function install(): string {
  const folder = tempFolder();
  const installed = join(folder, "node_modules/epic-creator");
  mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
  for (const part of ["dist", "templates", "package.json"]) {
    cpSync(join(root, part), join(installed, part), { recursive: true });
  }
  const binary = join(folder, "node_modules/.bin/workflow");
  symlinkSync("../epic-creator/dist/bin/workflow.js", binary);
  return folder;
}

test("an installed package finds its templates", async () => {
  const binary = join(install(), "node_modules/.bin/workflow");
  const cwd = tempFolder();
  const { code, stderr } = await workflow(cwd, ["init", "AEC-456"], { binary });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(tree(join(cwd, ".ai/workflow/AEC-456"))).toHaveLength(6);
});

test("--version is the version of the package", async () => {
  const { stdout } = await workflow(tempFolder(), ["--version"]);
  expect(stdout).toBe(`${VERSION}\n`);
});

describe("a disk that takes nothing leaves the project as it was and exits with 6", () => {
  test("when it is full after the first kilobytes", async () => {
    const cwd = tempFolder({ "README.md": "" });
    // A limit on the size of a file is the nearest to a full disk that needs no disk.
    const { code, stdout, stderr } = await shell(cwd, "ulimit -f 4; $WORKFLOW init AEC-456");
    expect({ code, stdout }).toEqual({ code: 6, stdout: "" });
    expect(stderr).toMatch(/^error: \.ai\/workflow\/AEC-456 [^\n]+\n/);
    expect(tree(cwd)).toEqual(["README.md"]);
  });

  test("when it is full while documents are replaced", async () => {
    const cwd = tempFolder();
    await workflow(cwd, ["init", "AEC-456", "--title", "First"]);
    const before = tree(cwd);
    const { code } = await shell(cwd, "ulimit -f 4; $WORKFLOW init AEC-456 --force --title Second");
    expect(code).toBe(6);
    expect(tree(cwd)).toEqual(before);
    const readme = readFileSync(join(cwd, ".ai/workflow/AEC-456/README.md"), "utf8");
    expect(readme).toContain('title: "First"');
  });

  test("when it is read-only", async () => {
    const cwd = tempFolder({ "README.md": "" });
    chmodSync(cwd, 0o555);
    // Nothing is read-only to root, who can be somebody else.
    const binary = join(install(), "node_modules/.bin/workflow");
    chmodSync(join(binary, "../../.."), 0o755);
    const user = isRoot ? { uid: 65_534 } : {};
    const ended = await workflow(cwd, ["init", "AEC-456"], { binary, ...user });
    expect(ended).toMatchObject({ code: 6, stdout: "" });
    expect(ended.stderr).toMatch(
      /^error: \.ai\/workflow\/AEC-456 may not be written by this user\n/,
    );
    expect(tree(cwd)).toEqual(["README.md"]);
  });
});
