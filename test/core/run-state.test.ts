import * as fc from "fast-check";
import { expect, test } from "vitest";

import {
  applyCheckpoint,
  completedPersonas,
  pendingLevels,
  replay,
  startRun,
  summarizeRun,
  upstreamOf,
} from "../../src/core/run-state.ts";
import { type Checkpoint, type RunEvent, runStateSchema } from "../../src/schema/run.ts";

const PLAN = [["product-owner"], ["architect", "security-specialist"], ["devops-engineer"]];
const HASH = "a".repeat(64);

const started: RunEvent = {
  kind: "started",
  epicId: "epic-1",
  request: {
    schemaVersion: "2.0",
    mode: "standard",
    enforceDevops: false,
    options: { cache: "on", excludePersonas: [], customPersonas: {} },
    metadata: {},
  },
  description: HASH,
  plan: PLAN,
  configuration: HASH,
  program: "2.0.0",
  warnings: [],
};

function checkpoints(events: readonly RunEvent[]): Checkpoint[] {
  return events.map((event, at) => ({
    schemaVersion: "2.0",
    id: `cp-${at + 1}`,
    taskId: "task-1",
    sequence: at + 1,
    reason: "before",
    createdAt: new Date(Date.UTC(2026, 10, 20) + at * 1000).toISOString(),
    event,
  }));
}

const stateAfter = (...events: RunEvent[]) => replay(checkpoints([started, ...events]), "An epic");

const reviewed = (persona: string): RunEvent => ({
  kind: "reviewed",
  persona,
  review: { output: HASH, source: "rulebook", executionTime: 5, attempts: 1 },
});

const failed = (persona: string): RunEvent => ({
  kind: "failed",
  persona,
  attempts: 2,
  error: {
    type: "TIMEOUT",
    persona,
    message: "too slow",
    timestamp: "2026-11-20T00:00:00.000Z",
    recoverable: true,
    retryCount: 1,
  },
});

test("a run that has just started has everything before it", () => {
  const state = stateAfter();
  expect(state.status).toBe("running");
  expect(state.currentPersona).toBe("product-owner");
  expect(pendingLevels(state)).toEqual(PLAN);
  expect(state.request.description).toBe("An epic");
});

test("the current persona is the one at work, else the next", () => {
  const working = stateAfter(
    { kind: "began", personas: ["product-owner"] },
    reviewed("product-owner"),
    { kind: "began", personas: ["architect", "security-specialist"] },
    reviewed("architect"),
  );
  expect(working.currentPersona).toBe("security-specialist");
  expect(stateAfter(reviewed("product-owner")).currentPersona).toBe("architect");
});

test("a finished run has nobody at work and names its epic", () => {
  const state = stateAfter(reviewed("product-owner"), { kind: "finished", epic: HASH });
  expect(state).toMatchObject({ status: "completed", currentPersona: "", epic: HASH });
});

test("a run that failed everywhere has nobody next", () => {
  const state = stateAfter(...PLAN.flat().map(failed));
  expect(state.currentPersona).toBe("");
});

test("a failure is remembered, with its reason, and is not asked again by itself", () => {
  const state = stateAfter(failed("product-owner"));
  expect(state.personaStates["product-owner"]).toEqual({
    status: "failed",
    attempts: 2,
    reason: "too slow",
  });
  expect(state.errors).toMatchObject([{ type: "TIMEOUT", persona: "product-owner" }]);
  expect(pendingLevels(state).flat()).not.toContain("product-owner");
});

test("a resumed run asks again what failed or was left running, and keeps what completed", () => {
  const state = stateAfter(
    reviewed("product-owner"),
    failed("architect"),
    { kind: "began", personas: ["security-specialist"] },
    { kind: "stopped", status: "failed" },
    { kind: "resumed", owner: "here:1:a" },
  );
  expect(state.status).toBe("running");
  expect(pendingLevels(state)).toEqual([["architect", "security-specialist"], ["devops-engineer"]]);
  expect(state.completedPersonas).toEqual(["product-owner"]);
});

const policyAfter = (...events: RunEvent[]) => stateAfter(...events).request.options.cache;

test("a cache policy that a run is resumed with holds from then on", () => {
  const resumed = { kind: "resumed", owner: "here:1:a" } as const;
  expect(policyAfter(resumed)).toBe("on");
  expect(policyAfter({ ...resumed, cache: "off" })).toBe("off");
  expect(policyAfter({ ...resumed, cache: "off" }, resumed)).toBe("off");
});

test("progress is kept until the persona has answered", () => {
  const progressed: RunEvent = { kind: "progressed", persona: "architect", progress: "half" };
  const running = stateAfter({ kind: "began", personas: ["architect"] }, progressed);
  expect(running.personaStates["architect"]).toEqual({ status: "running", progress: "half" });
  expect(stateAfter(progressed, reviewed("architect")).personaStates["architect"]).toMatchObject({
    status: "completed",
  });
});

test("a persona may see the levels before its own and none of its peers", () => {
  const state = stateAfter(
    reviewed("architect"),
    reviewed("product-owner"),
    reviewed("security-specialist"),
  );
  expect(upstreamOf(state, "security-specialist").map(({ name }) => name)).toEqual([
    "product-owner",
  ]);
  expect(upstreamOf(state, "devops-engineer").map(({ name }) => name)).toEqual([
    "product-owner",
    "architect",
    "security-specialist",
  ]);
});

test("completed personas stand in plan order, whatever order they finished in", () => {
  const orders = fc.shuffledSubarray(PLAN.flat(), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(orders, (order) => {
      const state = stateAfter(...order.map(reviewed));
      expect(completedPersonas(state).map(({ name }) => name)).toEqual(PLAN.flat());
    }),
  );
});

const anyEvent: fc.Arbitrary<RunEvent> = fc
  .constantFrom(...PLAN.flat())
  .chain((name) =>
    fc.constantFrom<RunEvent>(
      { kind: "began", personas: [name] },
      { kind: "progressed", persona: name, progress: "on it" },
      reviewed(name),
      failed(name),
      { kind: "stopped", status: "cancelled" },
      { kind: "resumed", owner: "here:1:a" },
      { kind: "finished", epic: HASH },
    ),
  );

test("any history gives a state that fits its contract and forgets no checkpoint", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
      const state = stateAfter(...events);
      expect(runStateSchema.parse(state)).toEqual(state);
      expect(state.checkpoints.map(({ sequence }) => sequence)).toEqual(
        [started, ...events].map((_event, at) => at + 1),
      );
    }),
  );
});

test("replaying is the same as applying one by one, and changes no earlier state", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 12 }), (events) => {
      const [first, ...rest] = checkpoints([started, ...events]);
      let state = startRun(first!, "An epic");
      for (const checkpoint of rest) {
        const before = structuredClone(state);
        const next = applyCheckpoint(state, checkpoint);
        expect(state).toEqual(before);
        state = next;
      }
      expect(state).toEqual(stateAfter(...events));
    }),
  );
});

test("what cannot be a history is refused as damaged storage", () => {
  expect(() => replay([], "")).toThrow("without checkpoints");
  expect(() => replay(checkpoints([reviewed("architect")]), "")).toThrow("does not begin");
  expect(() => stateAfter(started)).toThrow("starts twice");
});

test("a summary names the last checkpoint", () => {
  const state = stateAfter(reviewed("product-owner"));
  expect(summarizeRun(state, "An epic")).toEqual({
    taskId: "task-1",
    epicId: "epic-1",
    title: "An epic",
    status: "running",
    mode: "standard",
    createdAt: "2026-11-20T00:00:00.000Z",
    updatedAt: "2026-11-20T00:00:01.000Z",
    checkpointId: "cp-2",
    sequence: 2,
  });
});

test("the summary of a run without checkpoints names none", () => {
  const state = { ...stateAfter(), checkpoints: [] };
  expect(summarizeRun(state, "An epic")).toMatchObject({ checkpointId: "", sequence: 1 });
});
