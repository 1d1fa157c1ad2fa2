import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";

import { configSchema } from "../../src/schema/config.ts";
import { failureSchema } from "../../src/schema/error.ts";
import { openSandbox, type Sandbox } from "./epic.ts";

let box: Sandbox;
beforeEach(() => {
  box = openSandbox();
});
afterEach(() => {
  box[Symbol.dispose]();
});

const shipped = resolve(import.meta.dirname, "../../config/epic-creator-v2.yml");

test("without any file, config show prints what ships, as YAML that says the same", async () => {
  const { code, stdout, stderr } = await box.epic(["config", "show"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(parse(stdout)).toEqual(parse(readFileSync(shipped, "utf8")));
});

test("config show --json fits its own schema", async () => {
  const { stdout } = await box.epic(["config", "show", "--json"]);
  expect(configSchema.parse(JSON.parse(stdout)).coordination.maxRetries).toBe(3);
});

test("config show --origin says of each value who set it", async () => {
  box.write("config/epic-creator-v2.yml", "coordination:\n  maxRetries: 1\n");
  box.write("xdg/epic-creator/config.yml", "estimation: {currency: EUR}\n");
  const { stdout } = await box.epic(["config", "show", "--origin"], {
    env: { EPIC_DAY_RATE: "950" },
  });
  const lines = stdout.split("\n").map((line) => line.split(/ {2,}/));
  expect(lines).toContainEqual([
    "coordination.maxRetries",
    "1",
    "project file config/epic-creator-v2.yml",
  ]);
  expect(lines).toContainEqual([
    "estimation.currency",
    "EUR",
    "user file xdg/epic-creator/config.yml",
  ]);
  expect(lines).toContainEqual(["estimation.dayRate", "950", "EPIC_DAY_RATE"]);
  expect(lines).toContainEqual(["gate.failOn", "none", "default"]);
});

test("in a checkout the file that ships is also the project's, and both are one", async () => {
  box.write("config/epic-creator-v2.yml", readFileSync(shipped, "utf8"));
  const { stdout } = await box.epic(["config", "show", "--origin", "--json"]);
  expect(JSON.parse(stdout)).toContainEqual({
    path: "coordination.maxRetries",
    value: 3,
    origin: "project file config/epic-creator-v2.yml",
  });
});

test("a key with a slip is told with file, line, column and what was meant", async () => {
  box.write(".ai/config.yml", "coordination:\n  maxRetrys: 1\n");
  const { code, stdout, stderr } = await box.epic(["config", "show"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toBe(
    'error: .ai/config.yml:2:3: unknown key "maxRetrys" in coordination\n' +
      'hint: Did you mean "maxRetries"?\n',
  );
});

test.each([
  ["a: [1, 2\n", "c.yml:2:1: "],
  ["log:\n\tlevel: info\n", "c.yml:2:1: "],
  ["log: {}\nlog: {}\n", 'c.yml:2:1: the key "log" stands a second time in its mapping'],
  ["- a\n", "c.yml is no configuration"],
  ["\0", "c.yml is binary, not text"],
])("%j is refused in one sentence", async (content, message) => {
  box.write("c.yml", content);
  const { code, stdout } = await box.epic(["config", "show", "--config", "c.yml", "--json"]);
  expect(code).toBe(2);
  const { error } = failureSchema.parse(JSON.parse(stdout));
  expect(error).toMatchObject({ code: "INVALID_INPUT", message: expect.stringContaining(message) });
});

test("config validate finds every fault", async () => {
  box.write(
    "c.yml",
    "coordination:\n  defaultTimeout: soon\n  cacheTTL: -1\ngate: {failOn: nothing}\n",
  );
  const { code, stderr } = await box.epic(["config", "validate", "c.yml"]);
  expect(code).toBe(2);
  expect(stderr).toBe(
    [
      'c.yml:2:19: coordination.defaultTimeout must be a number, not "soon". Leave it out to have 300, the default',
      "c.yml:3:13: coordination.cacheTTL must be more than 0, not -1. Leave it out to have 86400, the default",
      'c.yml:4:16: gate.failOn must be blocking, critical or none, not "nothing". Leave it out to have none, the default',
      "error: 3 faults in the configuration",
      "hint: mend them, then type epic config validate again",
      "",
    ].join("\n"),
  );
});

test("config validate is content with what is in force, and warns of slips that do no harm", async () => {
  box.write(".ai/config.yml", "personas: {architct: {timeout: 20}}\n");
  const { code, stdout, stderr } = await box.epic(["config", "validate", "--json"], {
    env: { EPIC_MOD: "mvp" },
  });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    valid: true,
    origins: ["project file .ai/config.yml"],
    warnings: [
      "personas.architct is unknown; did you mean architect?",
      "the environment variable EPIC_MOD has no effect; did you mean EPIC_MODE?",
    ],
  });
  expect(stderr).toContain("did you mean architect?");
});

test("a configuration that is named and not there is not found", async () => {
  const { code, stderr } = await box.epic(["config", "show", "--config", "no.yml"]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: "error: no.yml does not exist\n" });
});

test("schema prints a contract, lists all, and guesses at a slip", async () => {
  const one = await box.epic(["schema", "epicrequest"]);
  expect(JSON.parse(one.stdout)).toMatchObject({ title: "EpicRequest", type: "object" });
  const all = await box.epic(["schema", "--json"]);
  expect(JSON.parse(all.stdout)).toContainEqual({ name: "Config", about: "a configuration file" });
  const slip = await box.epic(["schema", "EpicRequst"]);
  expect(slip).toMatchObject({
    code: 2,
    stdout: "",
    stderr: 'error: No contract has the name "EpicRequst"\nhint: Did you mean "EpicRequest"?\n',
  });
});

test("personas list shows the six in order, as the configuration has them", async () => {
  box.write(".ai/config.yml", "personas: {devops-engineer: {required: true, timeout: 7}}\n");
  const { stdout } = await box.epic(["personas", "list", "--json"]);
  const personas: unknown = JSON.parse(stdout);
  expect(personas).toHaveLength(6);
  expect(personas).toMatchObject([
    { name: "product-owner", reviewOrder: 1, required: true, timeout: 180 },
    { name: "architect" },
    { name: "security-specialist" },
    { name: "performance-specialist", required: false },
    { name: "accessibility-advocate" },
    { name: "devops-engineer", required: true, timeout: 7 },
  ]);
});

test("doctor finds a new project in order and leaves nothing behind", async () => {
  const { code, stdout } = await box.epic(["doctor", "--json"]);
  expect(code).toBe(0);
  const checks: { readonly status: string }[] = JSON.parse(stdout);
  expect(checks.map(({ status }) => status)).not.toContain("failed");
  expect(readdirSync(box.cwd)).toEqual([]);
});

test("doctor finds a damaged state file and a configuration that is wrong, and says so with its exit code", async () => {
  box.write(".ai/state/epic.db", "no database".repeat(1000));
  box.write(".ai/config.yml", "log: {level: loud}\n");
  const { code, stdout } = await box.epic(["doctor"]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^failed +configuration +\.ai\/config\.yml:1:14: log\.level must be/m);
  expect(stdout).toMatch(/^failed +state file +.*is not a database/m);
  expect(readdirSync(join(box.cwd, ".ai/state"))).toEqual(["epic.db"]);
});
