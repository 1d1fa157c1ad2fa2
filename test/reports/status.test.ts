import { describe, expect, test } from "vitest";

import { renderHistory } from "../../src/reports/history.ts";
import { renderRuns, renderStatus } from "../../src/reports/status.ts";
import {
  checkpointSchema,
  runStateSchema,
  type RunEvent,
  type RunState,
} from "../../src/schema/run.ts";

const HASH = "a".repeat(64);
const AT = "2026-11-20T14:03:22.104Z";

function run(part: Partial<RunState>): RunState {
  return runStateSchema.parse({
    schemaVersion: "2.0",
    taskId: "run-1",
    epicId: "epic-1",
    status: "failed",
    request: { description: "A description.", mode: "mvp" },
    plan: [["product-owner"], ["architect", "security-specialist"], ["devops-engineer"]],
    currentPersona: "architect",
    completedPersonas: ["product-owner"],
    personaStates: {
      "product-owner": {
        status: "completed",
        output: HASH,
        source: "stale-cache",
        executionTime: 12,
        attempts: 1,
      },
      architect: { status: "failed", attempts: 1, reason: "No answer\u001B[2J within 30 s" },
      "security-specialist": { status: "running", progress: "reading" },
    },
    checkpoints: [],
    errors: [],
    expenses: [],
    metadata: { createdAt: AT, updatedAt: AT, program: "2.0.0", configuration: HASH, warnings: [] },
    ...part,
  });
}

describe("the status of a run", () => {
  test("says what each persona did, and what to type next", () => {
    expect(renderStatus(run({}), { columns: 80 })).toBe(`\
Run       run-1 failed
Epic      epic-1
Mode      mvp
Started   2026-11-20 14:03:22 UTC
Updated   2026-11-20 14:03:22 UTC

Persona              Status
product-owner        completed  stale cache, 12 ms
architect            failed     No answer within 30 s (1 attempt)
security-specialist  running    reading
devops-engineer      pending

Next      epic resume run-1
`);
  });

  test("keeps whole words where the terminal is narrow", () => {
    expect(renderStatus(run({}), { columns: 36 })).toContain(`
product-owner
  completed  stale cache, 12 ms
architect
  failed
  No answer within 30 s (1 attempt)
security-specialist
  running  reading
devops-engineer
  pending
`);
  });

  test("of a fork says where it began", () => {
    const parent = { taskId: "task-0", checkpointId: "cp-0" };
    expect(renderStatus(run({ parent }), { columns: 80 })).toContain("Fork of   task-0 at cp-0\n");
  });

  test.each([
    ["completed", "epic show epic-1, or epic retry run-1"],
    ["waiting", "epic answer run-1 --file <review.md>"],
    ["cancelled", "epic resume run-1"],
    ["running", "epic resume run-1 (when the process that runs it has gone)"],
  ] as const)("of a run that is %s ends in %j", (status, next) => {
    expect(renderStatus(run({ status }), { columns: 80 })).toMatch(`\nNext      ${next}\n`);
  });
});

test("checkpoints say what happened at each", () => {
  const review = { output: HASH, source: "rulebook", executionTime: 7, attempts: 1 } as const;
  const error = {
    type: "TIMEOUT",
    message: "No answer",
    timestamp: AT,
    recoverable: true,
    retryCount: 1,
  } as const;
  const { request, plan, metadata } = run({});
  const { description: _body, ...rest } = request;
  const started = {
    epicId: "epic-1",
    request: rest,
    description: HASH,
    plan,
    configuration: HASH,
  } as const;
  const events: RunEvent[] = [
    { kind: "started", ...started, program: metadata.program, warnings: [] },
    { kind: "began", personas: ["architect", "security-specialist"] },
    { kind: "progressed", persona: "architect", progress: "reading" },
    { kind: "reviewed", persona: "architect", review },
    { kind: "failed", persona: "security-specialist", attempts: 2, error },
    { kind: "stopped", status: "failed" },
    { kind: "resumed", owner: "host-7" },
    { kind: "finished", epic: HASH },
  ];
  const checkpoints = events.map((event, index) =>
    checkpointSchema.parse({
      schemaVersion: "2.0",
      id: `cp-${index + 1}`,
      taskId: "run-1",
      sequence: index + 1,
      reason: "after",
      createdAt: AT,
      event,
    }),
  );
  const lines = renderHistory(checkpoints).split("\n");
  expect(lines.slice(0, 2)).toEqual([
    "No  Checkpoint  Reason  Time (UTC)           What happened",
    " 1  cp-1        after   2026-11-20 14:03:22  started with 4 personas",
  ]);
  expect(lines.slice(2, -1).map((line) => line.slice(45))).toEqual([
    "architect and security-specialist began",
    "architect: reading",
    "architect reviewed (rulebook, 7 ms)",
    "security-specialist failed after 2 attempts: No answer",
    "stopped: failed",
    "resumed by host-7",
    "finished",
  ]);
});

test("runs are one line each, with the title giving way", () => {
  const summary = {
    taskId: "run-1",
    epicId: "epic-1",
    title: "Patient check-in on a tablet in the waiting room",
    status: "completed",
    mode: "mvp",
    createdAt: AT,
    updatedAt: AT,
    checkpointId: "cp-9",
    sequence: 9,
  } as const;
  expect(renderRuns([summary], { columns: 72 })).toBe(`\
Epic    Status     Mode  Updated (UTC)     Title
epic-1  completed  mvp   2026-11-20 14:03  Patient check-in on a...
`);
});
