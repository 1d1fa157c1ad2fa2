import * as fc from "fast-check";
import { expect, test } from "vitest";

import {
  applyCheckpoint,
  completedPersonas,
  laterThan,
  pendingLevels,
  replay,
  startRun,
  summarizeRun,
  upstreamOf,
} from "../../src/core/run-state.ts";
import { type Checkpoint, type RunEvent, runStateSchema } from "../../src/schema/run.ts";

const PLAN = [["product-owner"], ["architect", "security-specialist"], ["devops-engineer"]];
const HASH = "a".repeat(64);

const started: Extract<RunEvent, { kind: "started" }> = {
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

const reviewed = (persona: string): Extract<RunEvent, { kind: "reviewed" }> => ({
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

const reopened = (personas: string[], rest: object = {}): RunEvent => ({
  kind: "reopened",
  owner: "here:1:a",
  why: "rewind",
  personas,
  from: "cp-1",
  plan: PLAN,
  ...rest,
});

test("a run that is reopened asks again whom it names, and has no epic until it finishes", () => {
  const finished = [...PLAN.flat().map(reviewed), { kind: "finished", epic: HASH } as const];
  const state = stateAfter(...finished, reopened(["devops-engineer"]));
  expect(state).toMatchObject({ status: "running", currentPersona: "devops-engineer", branch: 1 });
  expect(state).not.toHaveProperty("epic");
  expect(pendingLevels(state)).toEqual([["devops-engineer"]]);
  expect(stateAfter(...finished, reopened([]), reopened([])).branch).toBe(2);
});

test("a restart may bring another plan and another configuration", () => {
  const under = { configuration: "b".repeat(64), program: "2.1.0" };
  const plan = [["product-owner", "legal-counsel"]];
  const state = stateAfter(
    reviewed("product-owner"),
    reopened(["product-owner", "legal-counsel"], { plan, under }),
  );
  expect(state.plan).toEqual(plan);
  expect(Object.keys(state.personaStates)).toEqual(["product-owner", "legal-counsel"]);
  expect(state.metadata).toMatchObject(under);
});

test("a review makes those outdated that its event names", () => {
  const event = { ...reviewed("architect"), outdated: ["devops-engineer"] };
  const state = stateAfter(reviewed("devops-engineer"), event);
  expect(state.completedPersonas).toEqual(["architect"]);
  expect(pendingLevels(state).flat()).toContain("devops-engineer");
});

test("a resume that names personas asks these and leaves gaps", () => {
  const resumed: RunEvent = { kind: "resumed", owner: "here:1:a", personas: ["devops-engineer"] };
  const state = stateAfter(failed("product-owner"), failed("devops-engineer"), resumed);
  expect(state.personaStates["product-owner"]?.status).toBe("failed");
  expect(state.personaStates["devops-engineer"]?.status).toBe("pending");
});

test("limits that a run is resumed with hold from then on", () => {
  const resumed = { kind: "resumed", owner: "here:1:a" } as const;
  const state = stateAfter({ ...resumed, maxCost: 2, maxTokens: 10 }, resumed);
  expect(state.request.options).toMatchObject({ maxCost: 2, maxTokens: 10 });
});

test("stale answers are allowed from the resume on that says so", () => {
  const resumed = { kind: "resumed", owner: "here:1:a" } as const;
  const state = stateAfter({ ...resumed, allowStale: true }, resumed);
  expect(state.request.options.allowStale).toBe(true);
});

test("a fork begins with what it took along, and names where it began", () => {
  const review = { output: HASH, source: "rulebook", executionTime: 5, attempts: 1 } as const;
  const personas = { "product-owner": { status: "completed", ...review } } as const;
  const parent = { taskId: "task-0", checkpointId: "cp-0", personas };
  const state = replay(checkpoints([{ ...started, parent }]), "An epic");
  expect(state.completedPersonas).toEqual(["product-owner"]);
  expect(state.parent).toEqual({ taskId: "task-0", checkpointId: "cp-0" });
  expect(summarizeRun(state, "An epic").parent).toBe("cp-0");
});

test("later than a persona are those that completed in levels after its own", () => {
  const state = stateAfter(...PLAN.flat().map(reviewed));
  expect(laterThan(state, "architect")).toEqual(["devops-engineer"]);
  expect(laterThan(stateAfter(), "product-owner")).toEqual([]);
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
      { ...reviewed(name), outdated: PLAN.flat().filter((other) => other !== name) },
      failed(name),
      reopened([name]),
      reopened(PLAN.flat(), { plan: PLAN.toReversed(), why: "restart" }),
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
