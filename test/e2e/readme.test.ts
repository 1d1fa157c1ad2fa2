import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { openSandbox, type Sandbox } from "./epic.ts";

const root = resolve(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

interface Block {
  readonly language: string;
  readonly text: string;
}
const blocks = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
  ([, language = "", text = ""]): Block => ({ language, text }),
);

/** One project for all commands: a later one may need what an earlier one made. */
let sandbox: Sandbox;
beforeAll(() => {
  sandbox = openSandbox();
  mkdirSync(sandbox.path("bin"));
  for (const name of ["epic", "workflow"]) {
    const binary = join(root, `dist/bin/${name}.js`);
    chmodSync(binary, 0o755);
    symlinkSync(binary, sandbox.path("bin", name));
  }
  mkdirSync(sandbox.path(".ai"));
});
afterAll(() => rmSync(sandbox.cwd, { recursive: true, force: true }));

async function run(commands: string, expectedCode = 0): Promise<string> {
  const line = `set -e; PATH="$PWD/bin:$PATH"\n${commands}`;
  const { code, stdout, stderr } = await sandbox.shell(line);
  expect({ commands, code, stderr }).toMatchObject({ commands, code: expectedCode });
  return stdout;
}

const shell = blocks.filter(({ language }) => language === "sh").map(({ text }) => text);

test("it opens with the two commands that the CI runs", () => {
  const [setUp = ""] = shell;
  expect(setUp.trim().split("\n")).toEqual([
    expect.stringMatching(/^npm ci && npx epic create ".+" --mode enterprise$/),
    "npm cit",
  ]);
  expect(readme.indexOf(setUp)).toBeLessThan(40);
});

test("every command works as written, and prints what is shown", async () => {
  let told = readme;
  for (const [at, commands] of shell.slice(1).entries()) {
    const output = await run(commands);
    if (at === 0) told = withOutput(told, output);
  }
  // With --update at its end, the run puts the output of this version into the README.
  await expect(told).toMatchFileSnapshot(join(root, "README.md"));
});

/** The text block shows what the first commands print; ids are different in every run. */
function withOutput(text: string, output: string): string {
  const steady = output.replaceAll(/epic-[0-9a-z]{10}/g, "epic-r4x8t2wq6m").trimEnd();
  return text.replace(/^```text\n.*?^```$/ms, () => `\`\`\`text\n${steady}\n\`\`\``);
}

test("the step for CI stops on blockers as it says", async () => {
  const step = /run: npx --yes --package epic-creator@2 (.+)$/m.exec(readme)?.[1] ?? "";
  await run(step, 1);
  expect(readFileSync(sandbox.path("review.md"), "utf8")).toMatch(/^# /);
});

test("the program that uses the library is the one that the package is tested with", () => {
  const program = readFileSync(join(root, "test/e2e/consumer/use.mjs"), "utf8");
  expect(blocks.find(({ language }) => language === "js")?.text).toBe(program);
});
