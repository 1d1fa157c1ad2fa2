import { expect, test } from "vitest";

import { configProblems, resolveConfig } from "../../src/core/config-check.ts";
import {
  CONFIG_VARIABLES,
  environmentLayers,
  unknownVariables,
} from "../../src/core/config-environment.ts";
import { leavesOf, mergeLayers, valueAt } from "../../src/core/config.ts";
import { toSettings } from "../../src/core/settings.ts";
import { CONFIG } from "../fakes/config.ts";

test("a variable sets its value and is named as its origin", () => {
  const layers = environmentLayers({ EPIC_MODE: "mvp", EPIC_DAY_RATE: "950.5" }, CONFIG);
  expect(leavesOf(layers)).toEqual([
    { path: "coordination.defaultMode", value: "mvp", origin: "EPIC_MODE" },
    { path: "estimation.dayRate", value: 950.5, origin: "EPIC_DAY_RATE" },
  ]);
});

test("an empty variable is not set", () => {
  expect(environmentLayers({ EPIC_MODE: "", EPIC_FAIL_ON: "  " }, CONFIG)).toEqual([]);
});

test.each(Object.entries(CONFIG_VARIABLES))("%s sets a key that the schema knows", (name, path) => {
  const layers = environmentLayers({ [name]: "@" }, {});
  expect(valueAt(mergeLayers(layers), path)).toBe("@");
  const keys = configProblems(CONFIG, layers).filter(({ message }) => message.includes("unknown"));
  expect(keys).toEqual([]);
});

test("one time for all is also the time of the personas that had their own", () => {
  const layers = environmentLayers({ EPIC_TIMEOUT: "20" }, CONFIG);
  const { personaTimeoutMs } = toSettings(resolveConfig(CONFIG, layers));
  expect(["architect", "devops-engineer"].map((name) => personaTimeoutMs(name))).toEqual([
    20_000, 20_000,
  ]);
});

test("a number that is none is told with the name of the variable", () => {
  const layers = environmentLayers({ EPIC_MAX_RETRIES: "many" }, CONFIG);
  expect(configProblems(CONFIG, layers)).toEqual([
    {
      place: "EPIC_MAX_RETRIES",
      message: 'coordination.maxRetries must be a number, not "many"',
      hint: "leave it out to have 3, the default",
    },
  ]);
});

test("a variable that sets several keys has one fault", () => {
  const layers = environmentLayers({ EPIC_TIMEOUT: "-1" }, CONFIG);
  expect(configProblems(CONFIG, layers).map(({ message }) => message)).toEqual([
    "coordination.defaultTimeout must be more than 0, not -1",
  ]);
});

test("a variable that nobody knows is told, with the one that was probably meant", () => {
  const env = { EPIC_TIMOUT: "3", EPIC_ZZZ: "1", EPIC_STATE_DIR: "x", EPIC_MODE: "mvp", HOME: "/" };
  expect(unknownVariables(env)).toEqual([
    "the environment variable EPIC_TIMOUT has no effect; did you mean EPIC_TIMEOUT?",
    "the environment variable EPIC_ZZZ is unknown and has no effect",
  ]);
});
