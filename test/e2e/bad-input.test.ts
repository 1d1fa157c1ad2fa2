import { mkdirSync, readdirSync, writeFileSync } from "node:fs";

import { expect, test } from "vitest";

import { openSandbox } from "./epic.ts";

const ONE_SENTENCE = /^error: [^\n]+\n(hint: [^\n]+\n)?$/;

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  "empty.txt": "",
  "blank.txt": " \n\t\n",
  "binary.txt": Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 1, 2),
  "latin1.txt": Buffer.from("Gr\u00F6\u00DFe", "latin1"),
  "yaml.yml": "coordination:\n  defaultMode: [mvp\n",
  "tabs.yml": "coordination:\n\tdefaultMode: mvp\n",
  "key.yml": "coordination:\n  defaultMod: mvp\n",
  "section.yml": "cordination:\n  defaultMode: mvp\n",
  "type.yml": "coordination:\n  defaultTimeout: soon\n",
  "negative.yml": "coordination:\n  defaultTimeout: -5\n",
  "list.yml": "- a\n- b\n",
  "persona.yml": "name: lawyer\ntitle: Lawyer\nreviewOrder: first\n",
  "syntax.json": '{ "description": "An epic",\n  "mode": "mvp" ',
  "unknown.json": '{ "description": "An epic", "modes": "mvp" }',
  "mode.json": '{ "description": "An epic", "mode": "enterprize" }',
  "array.json": "[]",
};

test.each([
  // A description that is none.
  [["create", ""], /description is empty/],
  [["create", "  \n"], /description is empty/],
  [["create", "\u0001\u0007\u200E"], /description is empty/],
  [["create", "--file", "empty.txt"], /empty\.txt is empty/],
  [["create", "--file", "blank.txt"], /blank\.txt is empty/],
  [["create", "-"], /Standard input is empty/],
  [["create"], /No description is given/],
  [["create", "An epic", "--file", "blank.txt"], /Two descriptions/],
  // A file that is none.
  [["create", "--file", "missing.txt"], /missing\.txt does not exist/],
  [["create", "--file", "."], /\. is a folder/],
  [["create", "--file", "binary.txt"], /binary\.txt is binary/],
  [["create", "--file", "latin1.txt"], /latin1\.txt is not valid UTF-8/],
  [["create", "--file", "/dev/zero"], /\/dev\/zero is larger than the limit of 1048576 bytes/],
  [["create", "--file", "empty.txt/x"], /no folder/],
  // A word that nobody knows.
  [["create", "An epic", "--mode", "enterprize"], /"enterprize"\nhint: .*"enterprise"/],
  [["create", "An epic", "--exclude", "devops"], /devops.*\nhint: .*devops-engineer/],
  [["create", "An epic", "--no-cash"], /'--no-cash'\nhint: .*--no-cache/],
  [["create", "An epic", "--timeout", "-5"], /"-5"/],
  [["create", "An epic", "--timeout", "NaN"], /"NaN"/],
  [["create", "An epic", "--ticket", "../../etc"], /\.\.\/\.\.\/etc/],
  [["crate", "An epic"], /'crate'\nhint: .*create/],
  [["show", "epic-0000000000"], /"epic-0000000000"/],
  [["show", "latest"], /No run has been saved yet/],
  [["show", "x"], /"x"/],
  [["status", "task-0000000000"], /"task-0000000000"/],
  [["checkpoints", "' OR 1=1 --"], /' OR 1=1/],
  [["schema", "EpicRespons"], /EpicRespons.*\nhint: .*EpicResponse/],
  [["cache", "stats", "--config", "key.yml"], /"defaultMod"/],
  // Personas that cannot be left out.
  [["create", "An epic", "--exclude", "architect"], /architect is required/],
  [
    [
      "create",
      "An epic",
      "--exclude",
      "product-owner",
      "architect",
      "security-specialist",
      "performance-specialist",
      "accessibility-advocate",
      "devops-engineer",
    ],
    /Every persona is excluded/,
  ],
  // A configuration that is none.
  [["create", "An epic", "--config", "missing.yml"], /missing\.yml does not exist/],
  [["create", "An epic", "--config", "yaml.yml"], /yaml\.yml:\d+:\d+: /],
  [["create", "An epic", "--config", "tabs.yml"], /tabs\.yml:2:1: /],
  [
    ["create", "An epic", "--config", "key.yml"],
    /key\.yml:2:3: .*"defaultMod".*\nhint: .*"defaultMode"/,
  ],
  [
    ["create", "An epic", "--config", "section.yml"],
    /section\.yml:1:1: .*\nhint: .*"coordination"/,
  ],
  [["create", "An epic", "--config", "type.yml"], /type\.yml:2:19: .*must be a number, not "soon"/],
  [["create", "An epic", "--config", "negative.yml"], /negative\.yml:2:19: .*more than 0, not -5/],
  [["create", "An epic", "--config", "list.yml"], /list\.yml is no configuration/],
  // A persona or a request that is none.
  [["create", "An epic", "--persona", "missing.yml"], /missing\.yml does not exist/],
  [["create", "An epic", "--persona", "persona.yml"], /persona\.yml:3:14: .*not "first"/],
  [["create", "--request", "syntax.json"], /syntax\.json:2:\d+/],
  [["create", "--request", "unknown.json"], /"modes".*\nhint: .*"mode"/],
  [["create", "--request", "mode.json"], /"enterprize".*\nhint: .*"enterprise"/],
  [["create", "--request", "array.json"], /array\.json/],
])("epic %j is refused with exit 2, in one sentence, and leaves nothing", async (args, message) => {
  using sandbox = openSandbox();
  for (const [name, content] of Object.entries(FILES)) writeFileSync(sandbox.path(name), content);
  const before = readdirSync(sandbox.cwd);
  const { code, stdout, stderr } = await sandbox.epic(args);
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(ONE_SENTENCE);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(readdirSync(sandbox.cwd)).toEqual(before);
});

test("a persona that nobody knows is not dropped from the cache in silence", async () => {
  using sandbox = openSandbox();
  await sandbox.epic(["create", "An epic", "--quiet"]);
  const known = await sandbox.epic(["cache", "invalidate", "--persona", "architect"]);
  expect(known).toMatchObject({ code: 0, stdout: "1 answer dropped\n" });
  const again = await sandbox.epic(["cache", "invalidate", "--persona", "architect"]);
  expect(again).toMatchObject({ code: 0, stdout: "0 answers dropped\n" });
  const { code, stderr } = await sandbox.epic(["cache", "invalidate", "--persona", "architekt"]);
  expect(stderr).toMatch(/"architekt"\nhint: .*"architect"/);
  expect(code).toBe(2);
});

test("standard input that never ends is refused while it is read", async () => {
  using sandbox = openSandbox();
  const { code, stdout, stderr } = await sandbox.shell("yes 'An epic' | $EPIC create -");
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/Standard input is larger than the limit of 1048576 bytes/);
});

test("an environment variable that does not fit is named", async () => {
  using sandbox = openSandbox();
  const { code, stderr } = await sandbox.epic(["list"], { env: { EPIC_MODE: "enterprize" } });
  expect(stderr).toMatch(/EPIC_MODE.*\nhint: .*"enterprise"/);
  expect(code).toBe(2);
});

test("what a person types cannot steer the terminal", async () => {
  using sandbox = openSandbox();
  const { stderr } = await sandbox.epic(["show", "\u001B]0;owned\u0007\u001B[2Jx"]);
  expect(stderr).toMatch(ONE_SENTENCE);
  expect(stderr).not.toContain("\u001B");
});

test("a Node that is too old is told so before anything else", async () => {
  using sandbox = openSandbox();
  const old =
    "Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.20.0'}})";
  const { code, stdout, stderr } = await sandbox.shell(
    `${process.execPath} --import "data:text/javascript,${old}" \${EPIC#* } list`,
  );
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toBe(
    "error: epic needs Node 20.19 or newer, and this is 18.20.0\n" +
      "hint: install a newer Node, see https://nodejs.org\n",
  );
});

test("the same question in a project below another one is asked of the nearer one", async () => {
  using sandbox = openSandbox();
  mkdirSync(sandbox.path("inner", ".git"), { recursive: true });
  await sandbox.shell("cd inner && $EPIC create 'An epic' --quiet");
  expect(readdirSync(sandbox.path("inner"))).toContain(".ai");
  expect(readdirSync(sandbox.cwd)).toEqual(["inner"]);
});
