import { expect, test } from "vitest";

import { branchPoint, depthsOf, historyOf } from "../../src/core/history.ts";
import type { Checkpoint, RunEvent, RunSummary } from "../../src/schema/run.ts";

const HASH = "a".repeat(64);

const began = (persona: string): RunEvent => ({ kind: "began", personas: [persona] });
const reopened = (from: string): RunEvent => ({
  kind: "reopened",
  owner: "here:1:a",
  why: "rewind",
  personas: ["architect"],
  from,
  plan: [],
});

function steps(...events: readonly RunEvent[]): Checkpoint[] {
  return events.map((event, at) => ({
    schemaVersion: "2.0",
    id: `cp-${at + 1}`,
    taskId: "task-1",
    sequence: at + 1,
    reason: "before",
    createdAt: "2026-11-20T09:00:00.000Z",
    event,
  }));
}

const finished: RunEvent = { kind: "finished", epic: HASH };
const rewind = { why: "rewind", persona: "architect" } as const;

test("a rewind grows from the step before its persona began the last time", () => {
  const run = steps(began("owner"), began("architect"), finished);
  expect(branchPoint(run, rewind)).toBe("cp-1");
  const twice = [...run.map(({ event }) => event), reopened("cp-1"), began("architect"), finished];
  expect(branchPoint(steps(...twice), rewind)).toBe("cp-4");
});

test("a rewind to a review that a fork took along grows from the start of the fork", () => {
  expect(branchPoint(steps(began("owner"), finished), rewind)).toBe("cp-1");
});

test("a restart grows from the first step, a retry from the last, and neither from nothing", () => {
  const run = steps(began("owner"), began("architect"), finished);
  expect(branchPoint(run, { why: "restart" })).toBe("cp-1");
  expect(branchPoint(run, { why: "retry" })).toBe("cp-3");
  expect(branchPoint([], { why: "retry" })).toBe("");
});

const fork: RunSummary = {
  taskId: "task-2",
  epicId: "epic-2",
  title: "An epic",
  status: "running",
  mode: "mvp",
  createdAt: "2026-11-20T09:00:00.000Z",
  updatedAt: "2026-11-20T09:00:00.000Z",
  checkpointId: "cp-20",
  sequence: 1,
  parent: "cp-2",
};

test("each step follows the one before, a new branch the one it grows from, and forks are named", () => {
  const run = steps(began("owner"), began("architect"), finished, reopened("cp-1"), finished);
  const history = historyOf(run, [fork]);
  expect(history.map(({ parent }) => parent)).toEqual([undefined, "cp-1", "cp-2", "cp-1", "cp-4"]);
  const { taskId, epicId, title, status, mode } = fork;
  expect(history.map(({ forks }) => forks)).toEqual([
    undefined,
    [{ taskId, epicId, title, status, mode }],
    undefined,
    undefined,
    undefined,
  ]);
});

test("what a run no longer rests on lies as deep as it was left aside often", () => {
  const run = steps(
    began("owner"),
    began("architect"),
    finished,
    reopened("cp-2"),
    finished,
    reopened("cp-1"),
    finished,
  );
  expect(depthsOf(historyOf(run, []))).toEqual([0, 1, 2, 1, 1, 0, 0]);
});

test("a retry leaves nothing aside, and the first step of a fork follows that of another run", () => {
  const start: RunEvent = {
    kind: "started",
    epicId: "epic-2",
    request: {
      schemaVersion: "2.0",
      mode: "mvp",
      enforceDevops: false,
      options: { cache: "on", excludePersonas: [], customPersonas: {} },
      metadata: {},
    },
    description: HASH,
    plan: [],
    configuration: HASH,
    program: "2.0.0",
    warnings: [],
    parent: { taskId: "task-0", checkpointId: "cp-0", personas: {} },
  };
  const history = historyOf(steps(start, finished, reopened("cp-2"), finished), []);
  expect(history[0]?.parent).toBe("cp-0");
  expect(depthsOf(history)).toEqual([0, 0, 0, 0]);
});
