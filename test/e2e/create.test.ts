import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

import { expect, test } from "vitest";

import { epicResponseSchema } from "../../src/schema/epic.ts";
import { failureSchema } from "../../src/schema/error.ts";
import { openSandbox } from "./epic.ts";

const SHOP = "Customers return an order of our web shop online and are paid back by card.";

test("create reviews with six personas, without a key, a network or a server", async () => {
  using sandbox = openSandbox();
  const { code, stdout, stderr } = await sandbox.epic(["create", SHOP]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Cost {6}/m);
  expect(stdout).toMatch(/epic show epic-\w+ --format markdown\n$/);
  expect(stderr.match(/^\[\d\/6\] [a-z-]+: (READY|CONCERNS|BLOCKED), /gm)).toHaveLength(6);
  expect(stdout + stderr).not.toContain("\u001B");
});

test("the response passes its own published schema", async () => {
  using sandbox = openSandbox();
  const created = await sandbox.epic(["create", SHOP, "--json", "--mode", "enterprise"]);
  expect(created.code).toBe(0);
  const response = epicResponseSchema.parse(JSON.parse(created.stdout));
  expect(response.epic.personas).toHaveLength(6);
  const published = await sandbox.epic(["schema", "EpicResponse"]);
  expect(unknownKeys(response, JSON.parse(published.stdout))).toEqual([]);
});

test("asking twice is answered from the cache, with the same reviews", async () => {
  using sandbox = openSandbox();
  const [first, second] = [
    await sandbox.epic(["create", SHOP, "--json"]),
    await sandbox.epic(["create", SHOP, "--json"]),
  ].map(({ stdout }) => epicResponseSchema.parse(JSON.parse(stdout)));
  const hashes = (response = first) => response?.epic.personas.map(({ metadata }) => metadata.hash);
  expect(second?.epic.personas.map(({ metadata }) => metadata.source)).toEqual(
    Array.from({ length: 6 }, () => "cache"),
  );
  expect(hashes(second)).toEqual(hashes(first));
});

test("--no-cache asks again, and --cache only never does", async () => {
  using sandbox = openSandbox();
  const only = await sandbox.epic(["create", SHOP, "--cache", "only"]);
  expect(only).toMatchObject({ code: 3, stdout: "" });
  await sandbox.epic(["create", SHOP]);
  expect(await sandbox.epic(["create", SHOP, "--cache", "only"])).toMatchObject({ code: 0 });
  const asked = await sandbox.epic(["create", SHOP, "--no-cache", "--json"]);
  expect(asked.stdout).toContain('"source": "rulebook"');
  expect(asked.stdout).not.toContain('"source": "cache"');
});

test("a description comes as an argument, from a file or from standard input, and is the same", async () => {
  using sandbox = openSandbox();
  writeFileSync(sandbox.path("epic.txt"), `\uFEFF${SHOP}\r\n`);
  const ways = [
    await sandbox.epic(["create", SHOP, "--json"]),
    await sandbox.epic(["create", "--file", "epic.txt", "--json"]),
    await sandbox.epic(["create", "-", "--json"], { input: `${SHOP}\n` }),
  ].map(({ stdout }) => epicResponseSchema.parse(JSON.parse(stdout)).epic.description);
  expect(ways).toEqual([SHOP, SHOP, SHOP]);
});

test("--out writes the whole document and leaves nothing beside it", async () => {
  using sandbox = openSandbox();
  const created = await sandbox.epic(["create", SHOP, "--out", "epic.md", "--quiet"]);
  expect(created).toMatchObject({ code: 0, stderr: "written: epic.md\n" });
  expect(readFileSync(sandbox.path("epic.md"), "utf8")).toMatch(/^# /);
  const json = await sandbox.epic(["show", "latest", "--out", "epic.json"]);
  expect(json.code).toBe(0);
  epicResponseSchema.parse(JSON.parse(readFileSync(sandbox.path("epic.json"), "utf8")));
  expect(readdirSync(sandbox.cwd).toSorted()).toEqual([".ai", "epic.json", "epic.md"]);
});

test("--fail-on makes the exit code a gate", async () => {
  using sandbox = openSandbox();
  const { code, stdout, stderr } = await sandbox.epic([
    "create",
    SHOP,
    "--fail-on",
    "blocking",
    "--quiet",
  ]);
  expect(code).toBe(1);
  expect(stdout).toContain("Blockers");
  expect(stderr).toMatch(/^gate: \d+ blocking recommendations? stops? it: [^\n]+\n$/);
});

test("the project's configuration is obeyed, and a flag wins over it", async () => {
  using sandbox = openSandbox();
  writeFileSync(sandbox.path("mvp.yml"), "coordination:\n  defaultMode: mvp\n");
  const modeOf = async (...flags: string[]) => {
    const args = ["create", SHOP, "--json", "--config", "mvp.yml", ...flags];
    return JSON.parse((await sandbox.epic(args)).stdout).epic.metadata.reviewMode;
  };
  expect(await modeOf()).toBe("mvp");
  expect(await modeOf("--mode", "enterprise")).toBe("enterprise");
});

test("colour comes with --color or FORCE_COLOR, and NO_COLOR takes it away", async () => {
  using sandbox = openSandbox();
  const colored = async (args: readonly string[], env = {}) =>
    (await sandbox.epic(["create", SHOP, ...args], { env })).stdout.includes("\u001B[");
  expect(await colored(["--color"])).toBe(true);
  expect(await colored([], { FORCE_COLOR: "1" })).toBe(true);
  expect(await colored([], { FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(false);
  expect(await colored(["--no-color"], { FORCE_COLOR: "1" })).toBe(false);
});

test("COLUMNS decides how wide the summary is", async () => {
  using sandbox = openSandbox();
  const { stdout } = await sandbox.epic(["create", SHOP], { env: { COLUMNS: "50" } });
  const prose = stdout.split("\n").filter((line) => !line.includes("epic show"));
  expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(50);
});

test("a failure with --json is one document on standard output", async () => {
  using sandbox = openSandbox();
  const { code, stdout, stderr } = await sandbox.epic(["create", "x", "--mode", "mpv", "--json"]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
  expect(failureSchema.parse(JSON.parse(stdout)).error.code).toBe("INVALID_INPUT");
  expect(existsSync(sandbox.path(".ai"))).toBe(false);
});

test("--version and --help answer at once and create nothing", async () => {
  using sandbox = openSandbox();
  const version = await sandbox.epic(["--version"]);
  expect(version).toMatchObject({ code: 0, stderr: "" });
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(await sandbox.epic(["--help"])).toMatchObject({ code: 0, stderr: "" });
  expect(readdirSync(sandbox.cwd)).toEqual([]);
});

/** Keys of a value that its JSON Schema does not name: the published form must be the whole of it. */
function unknownKeys(value: unknown, schema: Schema, path = ""): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((member) => unknownKeys(member, schema.items ?? {}, `${path}[]`));
  }
  if (typeof value !== "object" || value === null || !schema.properties) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const known = schema.properties?.[key];
    return known ? unknownKeys(member, known, `${path}.${key}`) : [`${path}.${key}`];
  });
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

test.each([
  ["run", { EPIC_WORKFLOW_TIMEOUT: "0.001" }, []],
  ["persona", { EPIC_MAX_RETRIES: "0" }, ["--timeout", "0.0001"]],
])(
  "a %s that takes longer than its limit stops with 3, though nothing waits",
  async (_, env, flags) => {
    using sandbox = openSandbox();
    const late = await sandbox.epic(["create", "Customers return an order", "--quiet", ...flags], {
      env,
    });
    expect(late).toMatchObject({ code: 3, stdout: "" });
    expect(late.stderr).toMatch(
      /^error: [^\n]+ took longer than 0\.\d+ s(?:, while [a-z-]+ reviewed)?\nhint: [^\n]+resume cp-/,
    );
  },
);
