import { expect, test } from "vitest";

import {
  allProblems,
  configProblems,
  misspeltPersonas,
  resolveConfig,
} from "../../src/core/config-check.ts";
import type { ConfigLayer } from "../../src/core/config.ts";
import { CONFIG } from "../fakes/config.ts";

const project = (values: Record<string, unknown>): ConfigLayer => ({
  origin: "project file config.yml",
  values,
  locate: (path, part) => `config.yml:${path.join(".")}:${part}`,
});

test("layers that make sense become one configuration", () => {
  const config = resolveConfig(CONFIG, [project({ coordination: { maxRetries: 0 } })]);
  expect(config).toEqual({
    ...CONFIG,
    coordination: { ...CONFIG.coordination, maxRetries: 0 },
  });
});

test.each([
  [{ coordination: { maxRetrys: 2 } }, 'unknown key "maxRetrys" in coordination', "maxRetries"],
  [{ dayRate: 2 }, 'unknown key "dayRate"', "estimation.dayRate"],
  [
    { coordination: { defaultMode: "enterprize" } },
    'coordination.defaultMode must be mvp, standard or enterprise, not "enterprize"',
    "enterprise",
  ],
])("%j is refused, and what was meant is guessed", (values, message, meant) => {
  const [problem] = configProblems(CONFIG, [project(values)]);
  expect(problem).toMatchObject({ message, hint: `Did you mean "${meant}"?` });
});

test("a key like none is answered with the keys that there are", () => {
  const [problem] = configProblems(CONFIG, [project({ gate: { zzz: 1 } })]);
  expect(problem).toEqual({
    place: "config.yml:gate.zzz:key",
    message: 'unknown key "zzz" in gate',
    hint: "Known keys in gate: failOn",
  });
});

test("a fault is told even where a higher layer covers it", () => {
  const lower = project({ log: { level: "loud" } });
  const higher = { origin: "EPIC_LOG_LEVEL", values: { log: { level: "info" } } };
  expect(configProblems(CONFIG, [lower, higher]).map(({ place }) => place)).toEqual([
    "config.yml:log.level:value",
  ]);
});

test("the first fault is thrown with its place, and how many more there are", () => {
  const bad = project({ coordination: { maxRetries: -1, cacheTTL: "a day" } });
  expect(() => resolveConfig(CONFIG, [bad])).toThrow(
    expect.objectContaining({
      code: "INVALID_INPUT",
      message:
        "config.yml:coordination.maxRetries:value: coordination.maxRetries must be at least 0, not -1" +
        " (and 1 more: epic config validate lists them)",
      hint: "leave it out to have 3, the default",
    }),
  );
});

test.each([
  [{ estimation: { dayRate: -5 } }, "leave it out to have 800, the default"],
  [{ coordination: { defaultMode: 7 } }, "leave it out to have standard, the default"],
  [{ coordination: 7 }, undefined],
])("the hint for %j, which is no slip, is %j", (values, hint) => {
  expect(configProblems(CONFIG, [project(values)])).toMatchObject([{ hint }]);
});

test("a fault without a hint of its own points to what is in force", () => {
  expect(() => resolveConfig(CONFIG, [project({ coordination: 7 })])).toThrow(
    expect.objectContaining({ hint: "epic config show --origin tells what is in force and why" }),
  );
});

test("a single fault is thrown with its suggestion", () => {
  const bad = project({ coordination: { defaultMode: "mpv" } });
  expect(() => resolveConfig(CONFIG, [bad])).toThrow(
    expect.objectContaining({ hint: 'Did you mean "mvp"?' }),
  );
});

test("a persona that is known under a similar name only is told", () => {
  const personas = { architct: {}, architect: {}, "legal-counsel": {} };
  expect(misspeltPersonas({ personas }, ["architect", "product-owner"])).toEqual([
    "personas.architct is unknown; did you mean architect?",
  ]);
  expect(misspeltPersonas({}, ["architect"])).toEqual([]);
});

const REVIEWER = { reviewer: { type: "agent", command: ["node", "review.mjs"] } };

test("a provider that one layer adds may be named by another", () => {
  const lower = project({ providers: REVIEWER });
  const higher = project({
    personas: { architect: { provider: "reviewer", fallback: ["codex"] } },
  });
  expect(resolveConfig(CONFIG, [lower, higher]).personas["architect"]?.provider).toBe("reviewer");
  expect(allProblems(CONFIG, [higher], [lower])).toEqual([]);
});

test.each([
  [{ provider: "reviwer" }, "provider"],
  [{ fallback: ["rulebook", "reviwer"] }, "fallback.1"],
])("a provider that nobody is, as in %j, is a fault where it is named", (architect, at) => {
  const bad = project({ providers: REVIEWER, personas: { architect } });
  const [problem] = allProblems(CONFIG, [bad], []);
  expect(problem).toEqual({
    place: `config.yml:personas.architect.${at}:value`,
    message: `personas.architect.${at}: "reviwer" is no provider`,
    hint: 'Did you mean "reviewer"?',
  });
  expect(() => resolveConfig(CONFIG, [bad])).toThrow(problem?.message);
});

test("a layer is told of its own references only, and of none while it has other faults", () => {
  const other = project({ personas: { architect: { provider: "nobody" } } });
  expect(allProblems(CONFIG, [project({})], [other])).toEqual([]);
  const faulty = project({ log: 1, personas: { architect: { provider: "nobody" } } });
  expect(allProblems(CONFIG, [faulty], [])).toHaveLength(1);
  expect(allProblems(CONFIG, [project({})], [faulty])).toEqual([]);
});

test("a layer without lines is named itself", () => {
  const plain = { origin: "here", values: { personas: { architect: { provider: "nobody" } } } };
  expect(allProblems(CONFIG, [plain], [])).toMatchObject([{ place: "here" }]);
});
