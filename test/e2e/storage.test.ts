import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

import Database from "better-sqlite3";
import { expect, test } from "vitest";

import { openSandbox } from "./epic.ts";

const EPIC = "Customers return an order online";

test.each([
  ["a document", "show latest --format markdown"],
  ["a summary", "show latest"],
  ["a list", "list"],
  ["the version", "--version"],
  ["the help", "--help"],
  ["a failure document", "show nowhere --json"],
])("%s that does not fit on the disk exits with 6", async (_what, command) => {
  using sandbox = openSandbox();
  await sandbox.epic(["create", EPIC, "--quiet"]);
  const { code, stderr } = await sandbox.shell(`$EPIC ${command} > /dev/full`);
  expect(code).toBe(command.startsWith("show nowhere") ? 2 : 6);
  expect(stderr).toMatch(command.startsWith("show nowhere") ? /^$/ : /^error: .*no space left/i);
});

test.each(["list", "show latest --json", "--help", "--version", "create 'An epic'"])(
  "a reader who has seen enough of %j is no failure",
  async (command) => {
    using sandbox = openSandbox();
    await sandbox.epic(["create", EPIC, "--quiet"]);
    const { stderr } = await sandbox.shell(
      `{ $EPIC ${command} 2>errors; echo $? >code; } | head -c 0; sleep 0.1; cat errors >&2`,
    );
    await expect.poll(() => existsSync(sandbox.path("code"))).toBe(true);
    await expect.poll(() => readFileSync(sandbox.path("code"), "utf8")).toBe("0\n");
    expect(stderr).not.toMatch(/EPIPE|error/);
  },
);

test("nobody who reads standard error is no failure either", async () => {
  using sandbox = openSandbox();
  const { code } = await sandbox.shell(`$EPIC create '${EPIC}' 2>/dev/full`);
  expect(code).toBe(0);
});

test("a state folder that cannot be made exits with 6", async () => {
  using sandbox = openSandbox();
  writeFileSync(sandbox.path(".ai"), "a file");
  const { code, stdout, stderr } = await sandbox.epic(["create", EPIC]);
  expect({ code, stdout }).toEqual({ code: 6, stdout: "" });
  expect(stderr).toMatch(/^error: [^\n]+\n(hint: [^\n]+\n)?$/);
});

test("a state file that is none is left as it is", async () => {
  using sandbox = openSandbox();
  mkdirSync(sandbox.path(".ai/state"), { recursive: true });
  const file = sandbox.path(".ai/state/epic.db");
  writeFileSync(file, "this is no database, and somebody may still want it ".repeat(100));
  const before = readFileSync(file);
  for (const command of [["create", EPIC], ["list"], ["resume", "latest"], ["cache", "stats"]]) {
    const { code, stdout, stderr } = await sandbox.epic(command);
    expect({ code, stdout }).toEqual({ code: 6, stdout: "" });
    expect(stderr).toMatch(/^error: [^\n]*epic\.db[^\n]*\n(hint: [^\n]+\n)?$/);
  }
  expect(readFileSync(file)).toEqual(before);
});

test("a state file of a newer version is left as it is", async () => {
  using sandbox = openSandbox();
  await sandbox.epic(["create", EPIC, "--quiet"]);
  const db = new Database(sandbox.path(".ai/state/epic.db"));
  db.pragma("user_version = 9999");
  db.close();
  for (const command of [["create", EPIC], ["list"]]) {
    const { code, stdout, stderr } = await sandbox.epic(command);
    expect({ code, stdout }).toEqual({ code: 6, stdout: "" });
    expect(stderr).toMatch(/newer/);
  }
});

test.each([
  ["missing/epic.md", 6],
  [".", 2],
  ["/dev/full", 6],
])("--out %s is refused with exit %i", async (path, code) => {
  using sandbox = openSandbox();
  const refused = await sandbox.epic(["create", EPIC, "--quiet", "--out", path]);
  expect(refused).toMatchObject({ code, stdout: "" });
  expect(refused.stderr).toMatch(/^error: [^\n]+\n(hint: [^\n]+\n)?$/);
  expect(readdirSync(sandbox.cwd).filter((name) => name !== ".ai")).toEqual([]);
});

test("--out /dev/stdout puts the document into the pipe", async () => {
  using sandbox = openSandbox();
  const { code, stdout } = await sandbox.shell(
    `$EPIC create '${EPIC}' --quiet --out /dev/stdout --format markdown | cat`,
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/^# /);
});

test("what was saved can be read where nothing may be written", async () => {
  using sandbox = openSandbox();
  await sandbox.epic(["create", EPIC, "--quiet"]);
  const mounted = await sandbox.shell(
    "unshare -rm sh -c 'mount --bind .ai .ai && mount -o remount,bind,ro .ai' 2>&1",
  );
  // Not every machine lets its users mount; there is nothing to see there.
  if (mounted.code !== 0) return;
  const inside = (command: string) =>
    sandbox.shell(
      `unshare -rm sh -c 'mount --bind .ai .ai && mount -o remount,bind,ro .ai && ${command}'`,
    );
  expect(await inside("$EPIC list")).toMatchObject({ code: 0, stderr: "" });
  const created = await inside("$EPIC create epic");
  expect(created).toMatchObject({ code: 6, stdout: "" });
  expect(created.stderr).toMatch(/error: [^\n]*state file[^\n]*\n/);
});

test("a project on a read-only disk is told so, and nothing that cannot help", async () => {
  using sandbox = openSandbox();
  mkdirSync(sandbox.path("project/.git"), { recursive: true });
  const inside = (command: string) =>
    sandbox.shell(
      `unshare -rm sh -c 'mount --bind project project && mount -o remount,bind,ro project && cd project && ${command}'`,
    );
  // Not every machine lets its users mount; there is nothing to see there.
  if ((await inside("true")).code !== 0) return;
  for (const command of ["$EPIC create epic", "$EPIC create epic --out x.md"]) {
    const { code, stderr } = await inside(command);
    expect(code).toBe(6);
    expect(stderr).toMatch(/^error: [^\n]+ lies on a read-only disk/);
    expect(stderr).not.toMatch(/make room|must exist|mkdir/);
  }
});
