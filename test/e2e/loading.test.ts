import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import { openSandbox, type Sandbox } from "./epic.ts";

interface Coverage {
  readonly result: readonly { readonly url: string }[];
}

/** The files of the program, and of its packages, that a command loads. */
async function filesLoadedBy(args: readonly string[]): Promise<readonly string[]> {
  using sandbox = openSandbox();
  const folder = sandbox.path("coverage");
  const { code } = await sandbox.epic(args, { env: { NODE_V8_COVERAGE: folder } });
  expect(code).toBe(0);
  const [report = ""] = readdirSync(folder);
  const { result }: Coverage = JSON.parse(readFileSync(sandbox.path("coverage", report), "utf8"));
  return result.filter(({ url }) => url.startsWith("file:")).map(({ url }) => fileURLToPath(url));
}

test("--version loads next to nothing", async () => {
  const files = await filesLoadedBy(["--version"]);
  expect(files).not.toEqual([]);
  expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(10_000);
});

test.each([[["--help"]], [["create", "--help"]]])(
  "%j loads no schema, no store and no knowledge",
  async (args) => {
    const files = await filesLoadedBy(args);
    const code = files.map((file) => readFileSync(file, "utf8")).join("\n");
    expect(files.join("\n")).not.toMatch(/better-sqlite3|knowledge/);
    expect(code).toContain("optsWithGlobals");
    expect(code).not.toContain("~standard");
  },
);

/** The compiled data that a command reads: `required` writes down every JSON file. */
async function dataReadBy(args: readonly string[], sandbox: Sandbox): Promise<readonly string[]> {
  const log = sandbox.path("required.txt");
  writeFileSync(log, "");
  const hook = fileURLToPath(new URL("log-json.cjs", import.meta.url));
  const env = { NODE_OPTIONS: `--require=${hook}`, LOG_JSON: log };
  const { code } = await sandbox.epic(args, { env });
  expect(code).toBe(0);
  return readFileSync(log, "utf8").split("\n");
}

test("a review starts from few files: each that is opened for three lines costs a millisecond", async () => {
  const files = await filesLoadedBy(["create", "Members renew library loans online", "--quiet"]);
  expect(files.filter((file) => file.includes("/dist/chunks/")).length).toBeLessThan(10);
});

test("what only looks reads no knowledge", async () => {
  using sandbox = openSandbox();
  expect((await dataReadBy(["list"], sandbox)).join("\n")).not.toContain("knowledge");
});

test("a review that all comes from the cache reads nothing but who the personas are", async () => {
  using sandbox = openSandbox();
  const create = ["create", "Members renew library loans online", "--json"];
  expect(await dataReadBy(create, sandbox)).toContainEqual(expect.stringMatching(/reading\.json$/));
  const again = (await dataReadBy(create, sandbox)).filter((file) => file.includes("/dist/"));
  expect(again).toEqual([expect.stringMatching(/knowledge\/personas\.json$/)]);
});

test("a review by the rulebook alone loads nothing of what other providers need", async () => {
  const files = await filesLoadedBy(["create", "Members renew loans online"]);
  const code = files.map((file) => readFileSync(file, "utf8")).join("\n");
  expect(code).toContain("createCoordinator");
  expect(code).not.toMatch(/node:child_process|EPIC_IDEMPOTENCY_KEY|~standard|anthropic-version/);
});

test("a run without plugins loads nothing of them", async () => {
  const files = await filesLoadedBy(["create", "Members renew library loans online", "--json"]);
  const code = files.map((file) => readFileSync(file, "utf8")).join("\n");
  expect(code).toContain("createCoordinator");
  expect(code).not.toMatch(/max-old-space-size|createPluginHooks|epic-creator\/trust/);
});
