import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";

import { VERSION } from "../../src/core/version.ts";
import { tempFolder } from "../fakes/temp-folder.ts";
import { openSandbox } from "./epic.ts";
import { tree, workflow } from "./workflow.ts";

const ROOT = "persona-framework/.ai";
const ALL = ["setup", "--root", ROOT, "--app", "demo-app"];

function everything(cwd: string): Record<string, string> {
  const entries = tree(cwd).flatMap((path) => {
    try {
      return [[path, readFileSync(join(cwd, path), "utf8")]];
    } catch {
      return [];
    }
  });
  return Object.fromEntries(entries);
}

describe("a project that is set up", () => {
  test("has everything that the guide names, and tickets are found from its top", async () => {
    const cwd = tempFolder({ ".git/HEAD": "" });
    const { code, stdout, stderr } = await workflow(cwd, ALL);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Set up persona-framework\/\.ai and demo-app as of version [\d.]+\n/);
    const files = everything(cwd);
    await expect(`${Object.keys(files).join("\n")}\n`).toMatchFileSnapshot("golden/setup.txt");
    const complete = String(files[`${ROOT}/FRAMEWORK_SETUP_COMPLETE.md`]);
    expect(complete).toContain(`By epic-creator ${VERSION}, with tickets of version 2.0.`);
    expect(complete).toContain("- Implementation: [demo-app](../../demo-app/README.md)\n");
    const opened = await workflow(cwd, ["init", "AEC-456"]);
    expect(opened.stdout).toMatch(
      /^Opened AEC-456 in persona-framework\/\.ai\/workflow\/AEC-456\n/,
    );
    expect(tree(join(cwd, ROOT, "workflow"))).toContain("AEC-456/README.md");
    expect((await workflow(cwd, ["list"])).stdout).toContain("AEC-456");
  });

  test("is not changed by a second time, with or without the application", async () => {
    const cwd = tempFolder();
    await workflow(cwd, ALL);
    const before = everything(cwd);
    for (const again of [ALL, ["setup"], ["setup", "--root", `${ROOT}/`]]) {
      const { code, stdout } = await workflow(cwd, again);
      expect([code, stdout]).toEqual([
        0,
        `Nothing to change in ${ROOT} and demo-app: set up as of version ${VERSION}\n`,
      ]);
      expect(everything(cwd)).toEqual(before);
    }
  });

  test("gets what an upgrade brings, shown as a patch, around the edits of people", async () => {
    const cwd = tempFolder();
    await workflow(cwd, ["setup"]);
    const guide = join(cwd, ".ai/USAGE_GUIDE.md");
    const memory = join(cwd, ".ai/.generated/USAGE_GUIDE.md");
    const now = readFileSync(guide, "utf8");
    // As an older version would have left it, and as somebody then edited it.
    const old = now.replace("# The way of a ticket", "# How a ticket goes");
    writeFileSync(memory, old);
    const mine = old.replace("## Build", "Ours: ask Ada.\n\n## Build");
    writeFileSync(guide, mine);
    writeFileSync(join(cwd, ".ai/README.md"), "ours alone\n");
    rmSync(join(cwd, ".ai/templates/INDEX.md"));

    const look = await workflow(cwd, ["setup", "--dry-run"]);
    expect(look.stdout).toContain("\n-# How a ticket goes\n+# The way of a ticket\n");
    expect(readFileSync(guide, "utf8")).toBe(mine);
    const { stdout } = await workflow(cwd, ["setup", "--json"]);
    const steps = new Map(
      JSON.parse(stdout).files.map((step: { path: string; what: string }) => [
        step.path,
        step.what,
      ]),
    );
    expect(steps.get(".ai/USAGE_GUIDE.md")).toBe("merged");
    expect(steps.get(".ai/README.md")).toBe("unchanged");
    expect(steps.get(".ai/templates/INDEX.md")).toBe("left-out");
    expect(readFileSync(guide, "utf8")).toBe(now.replace("## Build", "Ours: ask Ada.\n\n## Build"));
  });

  test("leaves an application alone that is there", async () => {
    const cwd = tempFolder({ "demo-app/README.md": "ours" });
    await workflow(cwd, ["setup", "--app", "demo-app"]);
    expect(tree(join(cwd, "demo-app"))).toEqual(["README.md"]);
  });
});

describe("the application", () => {
  test("passes its tests, makes its data and has valid YAML, under any name", async () => {
    const cwd = tempFolder();
    await workflow(cwd, ["setup", "--app", "Mein Laden ü"]);
    const app = join(cwd, "Mein Laden ü");
    // A test runner tells one inside of it where to report.
    const { NODE_TEST_CONTEXT: _context, ...env } = process.env;
    const run = (...args: string[]) =>
      execFileSync(process.execPath, args, { cwd: app, env, encoding: "utf8", stdio: "pipe" });
    expect(run("--test")).toMatch(/^# pass 14\n# fail 0$/m);
    const data = readFileSync(join(app, "demo_data/mock_data.json"), "utf8");
    run("demo_data/generate_demo_data.mjs");
    expect(readFileSync(join(app, "demo_data/mock_data.json"), "utf8")).toBe(data);
    run("demo_data/generate_demo_data.mjs", "3", "9");
    expect(run("--test")).toMatch(/^# fail 0$/m);
    const { name } = JSON.parse(readFileSync(join(app, "package.json"), "utf8"));
    const serverless = parseYaml(readFileSync(join(app, "infrastructure/serverless.yml"), "utf8"));
    expect([name, serverless.service]).toEqual(["mein-laden-u", "mein-laden-u"]);
    const [file, handler] = serverless.functions.api.handler.split(".");
    expect(readFileSync(join(app, `infrastructure/${file}.js`), "utf8")).toContain(handler);
    const stack = readFileSync(join(app, "infrastructure/cloudformation/template.yml"), "utf8");
    expect(Object.keys(parseYaml(stack, { logLevel: "silent" }).Resources)).toEqual(["ApiToken"]);
  });
});

test("the guides name only commands that there are", async () => {
  const cwd = tempFolder();
  await workflow(cwd, ["setup"]);
  using sandbox = openSandbox();
  const { stdout } = await sandbox.shell(
    `node ${join(import.meta.dirname, "../../dist/bin/workflow.js")} --help`,
  );
  const guides = ["README.md", "USAGE_GUIDE.md", "FRAMEWORK_SETUP_COMPLETE.md"].map((name) =>
    readFileSync(join(cwd, ".ai", name), "utf8"),
  );
  const named = new Set(
    [...guides.join("").matchAll(/(?:`|^)workflow ([a-z-]+)/gm)].map(([, command]) => command),
  );
  expect(named.size).toBeGreaterThan(10);
  const missing = [...named].filter((name) => !new RegExp(`^  ${name}\\b`, "m").test(stdout));
  expect(missing).toEqual([]);
});

test.each([
  ["a root elsewhere", ["--root", "../.ai"], "--root does not take"],
  ["an absolute application", ["--app", "/tmp/app"], "--app does not take"],
])("%s is refused and nothing is written", async (_what, flags, problem) => {
  const cwd = tempFolder();
  const { code, stderr } = await workflow(cwd, ["setup", ...flags]);
  expect(code).toBe(2);
  expect(stderr).toMatch(new RegExp(`^error: ${problem} [^\\n]+\\nhint: [^\\n]+\\n$`));
  expect(tree(cwd)).toEqual([]);
});

test("a second place for planning, and a symbolic link, are refused", async () => {
  const cwd = tempFolder();
  await workflow(cwd, ["setup"]);
  const second = await workflow(cwd, ["setup", "--root", ROOT]);
  expect(second.code).toBe(2);
  expect(second.stderr).toContain(`Planning lives in .ai here, and --root names ${ROOT}\nhint: `);
  const [other, elsewhere] = [tempFolder(), tempFolder()];
  symlinkSync(elsewhere, join(other, ".ai"));
  expect((await workflow(other, ["setup"])).code).toBe(2);
  expect(tree(elsewhere)).toEqual([]);
});
