import { expect, test } from "vitest";

import { EpicError } from "../../src/core/errors.ts";
import { coordinatorOf, latestState, request } from "../fakes/coordinator.ts";
import { scriptedPersona } from "../fakes/persona.ts";
import { registration, review } from "../fakes/review.ts";

const owner = (...answers: Parameters<typeof scriptedPersona>[1]) =>
  scriptedPersona(registration("product-owner", { reviewOrder: 1, required: true }), answers);

const down = () => new EpicError("PERSONA_UNAVAILABLE", "Nobody answers");

test("a run that another process works on is refused, with who does", async () => {
  const setUp = coordinatorOf([owner(down())]);
  await expect(setUp.coordinator.execute(request())).rejects.toThrow("Nobody answers");
  const { taskId } = await latestState(setUp);
  await setUp.store.claim({ taskId, owner: "elsewhere:2:b", ttlMs: 1000 });
  const resumed = setUp.coordinator.resume("latest");
  await expect(resumed).rejects.toMatchObject({ code: "RUN_IN_PROGRESS" });
  await expect(resumed).rejects.toThrow("elsewhere:2:b");
});

test("a run whose lease was lost writes nothing more", async () => {
  const thief = owner(async () => {
    setUp.clock.advance(60_000);
    const { taskId } = await latestState(setUp);
    await setUp.store.claim({ taskId, owner: "elsewhere:2:b", ttlMs: 1000 });
    return review("product-owner");
  });
  const setUp = coordinatorOf([thief]);
  const run = setUp.coordinator.execute(request());
  await expect(run).rejects.toMatchObject({ code: "RUN_IN_PROGRESS" });
  const checkpoints = await setUp.store.load("latest");
  expect(checkpoints.map(({ event }) => event.kind)).toEqual(["started", "began"]);
});

test("a run that others went on with and gave back is left to them", async () => {
  const slow = owner(async () => {
    const { taskId } = await latestState(setUp);
    setUp.clock.advance(60_000);
    const claim = await setUp.store.claim({ taskId, owner: "elsewhere:2:b", ttlMs: 1000 });
    if (claim.kind === "held") await setUp.store.release(claim.lease);
    await new Promise((resolve) => setTimeout(resolve, 60));
    return review("product-owner");
  });
  const setUp = coordinatorOf([slow], { parts: { leaseMs: 30 } });
  const run = setUp.coordinator.execute(request());
  await expect(run).rejects.toMatchObject({
    code: "RUN_IN_PROGRESS",
    message: /^Another process went on with task-/,
  });
  const [kept] = setUp.medium.runs.values();
  expect(kept?.lease.owner).toBeUndefined();
  expect(setUp.medium.checkpoints.map(({ event }) => event.kind)).toEqual(["started", "began"]);
});

test("a user who gives up leaves a cancelled run that can be resumed", async () => {
  const user = new AbortController();
  const impatient = owner(() => {
    user.abort(new EpicError("CANCELLED", "Interrupted"));
    return new Promise(() => {});
  }, review("product-owner"));
  const setUp = coordinatorOf([impatient]);
  const run = setUp.coordinator.execute(request(), user.signal);
  await expect(run).rejects.toMatchObject({ code: "CANCELLED" });
  expect((await latestState(setUp)).status).toBe("cancelled");
  expect((await setUp.coordinator.resume("latest")).summary.personasCompleted).toBe(1);
});

test("a run that takes too long stops as a timeout, and its work is aborted", async () => {
  let aborted = false;
  const slow = owner(
    ({ signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          aborted = true;
          reject(new EpicError("CANCELLED", "Stopped"));
        });
      }),
  );
  const setUp = coordinatorOf([slow], { settings: { workflowTimeoutMs: 300 } });
  const run = setUp.coordinator.execute(request());
  await expect(run).rejects.toMatchObject({ code: "TIMEOUT", message: /^The run took longer/ });
  expect(aborted).toBe(true);
  expect((await latestState(setUp)).status).toBe("failed");
});

test("a run whose personas never give way is too long all the same, and goes on where it stopped", async () => {
  const busily = owner(() => {
    const until = performance.now() + 320;
    while (performance.now() < until);
    return Promise.resolve(review("product-owner"));
  });
  const setUp = coordinatorOf([busily], { settings: { workflowTimeoutMs: 300 } });
  const run = setUp.coordinator.execute(request());
  await expect(run).rejects.toMatchObject({ code: "TIMEOUT", message: /^The run took longer/ });
  expect(await latestState(setUp)).toMatchObject({
    status: "failed",
    completedPersonas: ["product-owner"],
  });
  let ids = 0;
  const newId = (prefix: string) => `${prefix}-later-${(ids += 1)}`;
  const patient = coordinatorOf([busily], { medium: setUp.medium, parts: { newId } });
  expect((await patient.coordinator.resume("latest")).summary.personasCompleted).toBe(1);
  expect(busily.asked).toHaveLength(1);
});

test("an optional persona that never gives way leaves a gap where it takes too long", async () => {
  const slow = scriptedPersona(registration("legal-counsel", { timeout: 0.001 }), [
    () => {
      const until = performance.now() + 2;
      while (performance.now() < until);
      return Promise.resolve(review("legal-counsel"));
    },
  ]);
  const { coordinator } = coordinatorOf([owner(review("product-owner")), slow]);
  const { epic } = await coordinator.execute(request());
  expect(epic.gaps).toMatchObject([
    { persona: "legal-counsel", reason: /took longer than 0.001 s/ },
  ]);
});

test("a run that asked the cache only is resumed with another policy, which then holds", async () => {
  const persona = owner(down(), review("product-owner"));
  const setUp = coordinatorOf([persona]);
  const { options } = request();
  const run = setUp.coordinator.execute(request({ options: { ...options, cache: "only" } }));
  await expect(run).rejects.toMatchObject({
    code: "PERSONA_UNAVAILABLE",
    hint: /^epic resume cp-\d+ --cache on$/,
  });
  const { coordinator } = setUp;
  await expect(coordinator.resume("latest")).rejects.toThrow("The cache has no answer");
  await expect(coordinator.resume("latest", undefined, { cache: "on" })).rejects.toThrow("Nobody");
  expect((await coordinator.resume("latest")).summary.personasCompleted).toBe(1);
});

test("memory above the limit stops the run where it can be resumed", async () => {
  const setUp = coordinatorOf([owner(review("a"))], { parts: { memoryBytes: () => 1001 } });
  const run = setUp.coordinator.execute(request());
  await expect(run).rejects.toMatchObject({ code: "BUDGET_EXCEEDED" });
  expect(setUp.events).toContainEqual({ kind: "memory-high", bytes: 1001, limitBytes: 1000 });
});

const runIn = (bytes: number, memoryLimitBytes: number) =>
  coordinatorOf([owner(review("a"))], {
    parts: { memoryBytes: () => bytes },
    settings: { memoryLimitBytes },
  }).coordinator.execute(request());

test("the memory in use is told in megabytes, and never as equal to the limit", async () => {
  const limit = 10 * 1024 ** 2;
  await expect(runIn(64_962_560, limit)).rejects.toThrow(
    "The program uses 62 MB of memory, more than the 10 MB allowed",
  );
  await expect(runIn(limit + 1, limit)).rejects.toThrow("10.1 MB of memory, more than the 10 MB");
});

test("memory near the limit is a warning", async () => {
  const setUp = coordinatorOf([owner(review("a"))], { parts: { memoryBytes: () => 900 } });
  await setUp.coordinator.execute(request());
  expect(setUp.events).toContainEqual({ kind: "memory-high", bytes: 900, limitBytes: 1000 });
});

test("progress that a persona reports is saved at intervals while it works", async () => {
  const talker = owner(async ({ report }) => {
    report("halfway");
    await new Promise((resolve) => setTimeout(resolve, 60));
    return review("product-owner");
  });
  const setUp = coordinatorOf([talker], { settings: { checkpointIntervalMs: 10 } });
  await setUp.coordinator.execute(request());
  const checkpoints = await setUp.store.load("latest");
  const interval = checkpoints.filter(({ reason }) => reason === "interval");
  expect(interval.map(({ event }) => event)).toEqual([
    { kind: "progressed", persona: "product-owner", progress: "halfway" },
  ]);
});

test("a lease is renewed while a persona works", async () => {
  const slow = owner(async () => {
    await new Promise((resolve) => setTimeout(resolve, 80));
    return review("product-owner");
  });
  const setUp = coordinatorOf([slow], { parts: { leaseMs: 30 } });
  const run = setUp.coordinator.execute(request());
  await new Promise((resolve) => setTimeout(resolve, 20));
  const fence = async () => [...setUp.medium.runs.values()][0]?.lease;
  setUp.clock.advance(20);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect((await fence())?.expiresAt).toBe(setUp.clock.now() + 30);
  await run;
});
