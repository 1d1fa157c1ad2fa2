import * as fc from "fast-check";
import { expect, test } from "vitest";

import { parseByteSize, toSettings } from "../../src/core/settings.ts";
import { byteSizeSchema } from "../../src/schema/vocabulary.ts";
import { CONFIG } from "../fakes/config.ts";

test("seconds become milliseconds, and sizes bytes, once", () => {
  expect(toSettings(CONFIG)).toMatchObject({
    defaultMode: "standard",
    workflowTimeoutMs: 1_800_000,
    agentTimeoutMs: 240_000,
    networkTimeoutMs: 30_000,
    maxRetries: 3,
    cacheTtlSeconds: 86_400,
    maxConcurrentPersonas: 3,
    memoryLimitBytes: 2 ** 30,
    checkpointIntervalMs: 60_000,
    descriptionBytes: 2 ** 20,
    failOn: "none",
    logLevel: "silent",
  });
});

test("a persona's time is the configured one, else its own, else the default", () => {
  const { personaTimeoutMs } = toSettings(CONFIG);
  expect(personaTimeoutMs("architect", 10)).toBe(240_000);
  expect(personaTimeoutMs("devops-engineer", 10)).toBe(10_000);
  expect(personaTimeoutMs("legal-counsel")).toBe(300_000);
});

test("whether a persona is required is left open where the configuration does not say", () => {
  const { personaRequired } = toSettings(CONFIG);
  expect(["architect", "devops-engineer", "legal-counsel"].map(personaRequired)).toEqual([
    true,
    false,
    undefined,
  ]);
});

test("a time beyond what a timer can wait is the longest wait, not none", () => {
  const config = {
    ...CONFIG,
    coordination: { ...CONFIG.coordination, workflowTimeout: 1e12 },
    performance: { ...CONFIG.performance, checkpointInterval: 1e12 },
  };
  const settings = toSettings(config);
  expect(settings.workflowTimeoutMs).toBe(2_147_483_647);
  expect(settings.checkpointIntervalMs).toBe(2_147_483_647);
});

test.each([
  ["1GB", 2 ** 30],
  ["512 mb", 512 * 2 ** 20],
  ["1.5KB", 1536],
  ["0.3B", 1],
  [4096, 4096],
])("%s is %i bytes", (size, bytes) => {
  expect(parseByteSize(size)).toBe(bytes);
});

test("every size that the schema accepts is a whole number of bytes, at least one", () => {
  const text = fc
    .tuple(fc.float({ min: 0, max: 9999, noNaN: true }), fc.constantFrom("B", "kB", " MB", "gb"))
    .map(([amount, unit]) => `${amount.toFixed(3)}${unit}`);
  fc.assert(
    fc.property(fc.oneof(text, fc.integer()), (size) => {
      fc.pre(byteSizeSchema.safeParse(size).success);
      const bytes = parseByteSize(size);
      expect(Number.isInteger(bytes) && bytes >= 1).toBe(true);
    }),
  );
});

test.each(["0MB", "0.0 GB", "-1MB", "1TB", "MB"])("%j is no size", (size) => {
  expect(byteSizeSchema.safeParse(size).success).toBe(false);
});
