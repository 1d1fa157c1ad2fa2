import { join } from "node:path";

import { expect, test } from "vitest";

import { loadConfig } from "../../../src/adapters/files/load-config.ts";
import { leavesOf } from "../../../src/core/config.ts";
import { CONFIG } from "../../fakes/config.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

async function load(files: Record<string, string>, env: Record<string, string> = {}) {
  const cwd = tempFolder(files);
  return await loadConfig({ cwd, env: { HOME: cwd, ...env }, defaults: CONFIG });
}

const USER = ".config/epic-creator/config.yml";

test("without any file, what ships is in force as it is", async () => {
  const { config, layers } = await load({});
  expect(config).toBe(CONFIG);
  expect(layers).toHaveLength(1);
});

test("the environment wins over the project, the project over the person, all over what ships", async () => {
  const { config, layers } = await load(
    {
      [USER]: "estimation: {currency: EUR, dayRate: 600, teamSize: 3}",
      ".ai/config.yml": "estimation:\n  dayRate: 700\n  teamSize: 4\n",
    },
    { EPIC_TEAM_SIZE: "5" },
  );
  expect(config.estimation).toMatchObject({ currency: "EUR", dayRate: 700, teamSize: 5 });
  const origins = Object.fromEntries(leavesOf(layers).map(({ path, origin }) => [path, origin]));
  expect(origins).toMatchObject({
    "estimation.currency": `user file ${USER}`,
    "estimation.dayRate": "project file .ai/config.yml",
    "estimation.teamSize": "EPIC_TEAM_SIZE",
    "estimation.teamExperience": "default",
  });
});

test("the file that is named takes the place of the project's, not of the person's", async () => {
  const cwd = tempFolder({
    [USER]: "estimation: {currency: EUR}",
    ".ai/config.yml": "estimation: {dayRate: 700}",
    "ci.yml": "coordination: {maxRetries: 0}",
  });
  const request = { cwd, env: { HOME: cwd }, defaults: CONFIG, configFile: "ci.yml" };
  const { config } = await loadConfig(request);
  expect(config.coordination.maxRetries).toBe(0);
  expect(config.estimation).toMatchObject({ currency: "EUR", dayRate: 800 });
});

test("the file that ships, as the project's file, changes nothing", async () => {
  const { config } = await load({ "config/epic-creator-v2.yml": JSON.stringify(CONFIG) });
  expect(config).toEqual(CONFIG);
});

test("an empty file, and an empty section, set nothing", async () => {
  const { config } = await load({ [USER]: "", ".ai/config.yml": "coordination:\n# later\n" });
  expect(config).toEqual(CONFIG);
});

test("a fault is told with file, line, column and what was meant", async () => {
  const files = { ".ai/config.yml": "coordination:\n  maxRetrys: 3\n" };
  await expect(load(files)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: '.ai/config.yml:2:3: unknown key "maxRetrys" in coordination',
    hint: 'Did you mean "maxRetries"?',
  });
});

test("a fault in the environment is told with the variable", async () => {
  await expect(load({}, { EPIC_TIMEOUT: "-1" })).rejects.toThrow(
    "EPIC_TIMEOUT: coordination.defaultTimeout must be more than 0, not -1",
  );
});

test("a file that holds no mapping is no configuration", async () => {
  await expect(load({ ".ai/config.yml": "- a\n- b\n" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: ".ai/config.yml is no configuration: it holds no mapping",
  });
});

test("a folder in the place of the file is refused", async () => {
  await expect(load({ ".ai/config.yml/x": "" })).rejects.toThrow(".ai/config.yml is a folder");
});

test("a file that is named and not there is not found", async () => {
  const cwd = tempFolder();
  const request = { cwd, env: { HOME: cwd }, defaults: CONFIG, configFile: "no.yml" };
  await expect(loadConfig(request)).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: "no.yml does not exist",
  });
});

test("a variable with a slip in its name is warned about", async () => {
  const { warnings } = await load({}, { EPIC_MOD: "mvp" });
  expect(warnings).toEqual([
    "the environment variable EPIC_MOD has no effect; did you mean EPIC_MODE?",
  ]);
});

test("the project's root decides, not the folder one stands in", async () => {
  const root = tempFolder({
    ".git": "",
    ".ai/config.yml": "gate: {failOn: critical}",
    "src/x": "",
  });
  const cwd = join(root, "src");
  const { config, places } = await loadConfig({ cwd, env: { HOME: root }, defaults: CONFIG });
  expect(config.gate.failOn).toBe("critical");
  expect(places).toMatchObject({ root, stateFolder: join(root, ".ai/state") });
});
