import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";
import { z } from "zod";

import { openLog } from "../../../src/adapters/log/pino-log.ts";
import type { Config } from "../../../src/schema/config.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const EVENTS = [
  { kind: "checkpoint", checkpointId: "cp-1" },
  { kind: "persona-completed", persona: "architect", executionTimeMs: 12 },
  { kind: "attempt-failed", persona: "architect", attempt: 1 },
  { kind: "run-stopped", status: "failed" },
];

const lineSchema = z.looseObject({ event: z.string() });

async function logged(level: Config["log"]["level"]): Promise<z.infer<typeof lineSchema>[]> {
  const file = join(tempFolder({ log: "" }), "log");
  const descriptor = openSync(file, "a");
  const log = await openLog(level, descriptor);
  for (const event of EVENTS) log(event);
  closeSync(descriptor);
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => lineSchema.parse(JSON.parse(line)));
}

test("an event becomes one line of JSON with its level, its time and its details", async () => {
  const line = (await logged("info")).find(({ event }) => event === "persona-completed");
  expect(line).toEqual({
    level: "info",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    event: "persona-completed",
    persona: "architect",
    executionTimeMs: 12,
  });
});

test.each([
  ["silent", []],
  ["error", ["run-stopped"]],
  ["warn", ["attempt-failed", "run-stopped"]],
  ["info", ["persona-completed", "attempt-failed", "run-stopped"]],
  ["debug", ["checkpoint", "persona-completed", "attempt-failed", "run-stopped"]],
] as const)("at %s, %j is logged", async (level, events) => {
  expect((await logged(level)).map(({ event }) => event)).toEqual(events);
});
