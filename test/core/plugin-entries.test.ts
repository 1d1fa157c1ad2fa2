import { expect, test } from "vitest";

import { configProblems, resolveConfig } from "../../src/core/config-check.ts";
import { pluginReferenceSchema } from "../../src/schema/plugin.ts";
import { CONFIG } from "../fakes/config.ts";

const project = (plugins: unknown) => ({ origin: "project file", values: { plugins } });

test("what an entry leaves out has a default", () => {
  expect(resolveConfig(CONFIG, [project([{ use: "cost-cap" }])]).plugins).toEqual([
    { use: "cost-cap", options: {}, failure: "isolated", timeout: 10, memory: "256MB" },
  ]);
});

test.each([
  "cost-cap",
  "@acme/epic-policy",
  "plugin.js",
  "./policy.mjs",
  "../shared/policy.js",
  "/opt/policy.mjs",
  "C:\\plugins\\policy.mjs",
])("%s names a plugin", (reference) => {
  expect(pluginReferenceSchema.safeParse(reference).success).toBe(true);
});

test.each([
  "",
  "policy.mjs",
  "plugins/policy.mjs",
  "./policy.ts",
  "./",
  "@acme",
  "Cost Cap",
  ".js",
])("%j names none", (reference) => {
  expect(pluginReferenceSchema.safeParse(reference).success).toBe(false);
});

test.each([
  [[{ use: "plugins/a.mjs" }], "plugins[0].use must be a file as in ./policy.mjs, an installed"],
  [[{}], "plugins[0].use is missing"],
  [["cost-cap"], 'plugins[0] must be a mapping, not "cost-cap"'],
  [{ use: "cost-cap" }, "plugins must be a list, not a mapping"],
  [[{ use: "cost-cap", failure: "ignore" }], "plugins[0].failure must be isolated or fatal"],
  [[{ use: "cost-cap", timeout: 0 }], "plugins[0].timeout must be more than 0, not 0"],
  [[{ use: "cost-cap", memory: "much" }], 'plugins[0].memory must look like "512MB" or "1GB"'],
  [[{ use: "cost-cap", option: {} }], 'unknown key "option" in plugins[0]'],
])("%j is refused in a sentence", (plugins, message) => {
  const problems = configProblems(CONFIG, [project(plugins)]);
  expect(problems).toMatchObject([{ message: expect.stringContaining(message) }]);
});
