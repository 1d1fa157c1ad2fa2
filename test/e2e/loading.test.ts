import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import { openSandbox } from "./epic.ts";

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

test("what only looks loads no knowledge", async () => {
  expect((await filesLoadedBy(["list"])).join("\n")).not.toMatch(/knowledge\.js/);
});
