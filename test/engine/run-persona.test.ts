import { expect, test } from "vitest";

import { memoryCache } from "../../src/adapters/memory/cache.ts";
import { memoryMedium } from "../../src/adapters/memory/medium.ts";
import { EpicError } from "../../src/core/errors.ts";
import { buildPersonaInput } from "../../src/core/persona-input.ts";
import { openBreakers } from "../../src/engine/breakers.ts";
import { NO_HOOKS } from "../../src/engine/hooks.ts";
import { openMeter } from "../../src/engine/meter.ts";
import type { ProgressEvent } from "../../src/engine/progress.ts";
import { type PersonaCall, type PersonaRunner, runPersona } from "../../src/engine/run-persona.ts";
import { fakeClock } from "../fakes/clock.ts";
import { request } from "../fakes/coordinator.ts";
import { type Scripted, scriptedPersona } from "../fakes/persona.ts";
import { registration, review } from "../fakes/review.ts";

const said = review("architect");
const network = () => new EpicError("NETWORK_ERROR", "no route");

/** As the rulebook does, it answers within one turn of the event loop. */
const busily: Scripted = () => {
  const until = performance.now() + 2;
  while (performance.now() < until);
  return Promise.resolve(said);
};

function setUp(answers: readonly Scripted[], rest: Partial<PersonaRunner> = {}) {
  const clock = fakeClock();
  const events: ProgressEvent[] = [];
  const adapter = scriptedPersona(registration("architect"), answers);
  const runner: PersonaRunner = {
    cache: memoryCache(memoryMedium()),
    clock,
    maxRetries: 2,
    retryDelayMs: 1,
    random: () => 0.5,
    breakers: openBreakers({ threshold: 3, coolDownMs: 30_000 }, clock),
    cacheTtlSeconds: 60,
    observe: (event) => void events.push(event),
    ...rest,
  };
  const ask = (call: Partial<PersonaCall> = {}, signal = new AbortController().signal) =>
    runPersona(
      {
        adapter,
        fallbacks: [],
        input: buildPersonaInput(request(), adapter.registration, []),
        upstream: [],
        timeoutMs: 1000,
        cachePolicy: "on",
        allowStale: false,
        userKey: undefined,
        meter: openMeter({ limits: {}, spent: [], prices: () => Promise.resolve({}) }),
        plugins: [],
        hooks: NO_HOOKS.around("architect", { taskId: "task-1", epicId: "epic-1" }, signal),
        taskId: "task-1",
        idempotencyKey: "task-1:architect",
        report: () => {},
        ...call,
      },
      signal,
      runner,
    );
  return { adapter, ask, clock, events };
}

test("the same question is answered once, and then from the cache", async () => {
  const { adapter, ask } = setUp([said]);
  expect(await ask()).toMatchObject({ kind: "completed", source: "model", attempts: 1 });
  expect(await ask()).toMatchObject({
    kind: "completed",
    source: "cache",
    attempts: 0,
    review: said,
  });
  expect(adapter.asked).toHaveLength(1);
});

test("a damaged answer is told and asked for anew, and then comes from the cache again", async () => {
  const medium = memoryMedium();
  const { adapter, ask, events } = setUp([said, said], { cache: memoryCache(medium) });
  await ask();
  for (const hash of medium.objects.keys()) medium.objects.set(hash, "{}");
  expect(await ask()).toMatchObject({ kind: "completed", source: "model" });
  expect(events).toEqual([
    {
      kind: "cache-damaged",
      persona: "architect",
      message: expect.stringContaining("was changed"),
    },
  ]);
  expect(await ask()).toMatchObject({ source: "cache" });
  expect(adapter.asked).toHaveLength(2);
});

test("a stale answer is not served", async () => {
  const { adapter, ask, clock } = setUp([said, said]);
  await ask();
  clock.advance(60_000);
  await ask();
  expect(adapter.asked).toHaveLength(2);
});

test.each([
  ["off", "off", 3],
  ["read", "read", 3],
  ["write", "write", 3],
  ["write", "read", 1],
  ["on", "only", 1],
] as const)(
  "with --cache %s, then %s, the persona is asked %i times",
  async (one, other, times) => {
    const { adapter, ask } = setUp([said, said, said]);
    await ask({ cachePolicy: one });
    await ask({ cachePolicy: other });
    await ask({ cachePolicy: other });
    expect(adapter.asked).toHaveLength(times);
  },
);

test("with --cache only nobody is ever asked", async () => {
  const { adapter, ask } = setUp([said]);
  const outcome = await ask({ cachePolicy: "only" });
  expect(outcome).toMatchObject({ kind: "failed", error: { code: "PERSONA_UNAVAILABLE" } });
  expect(adapter.asked).toHaveLength(0);
});

test("what may pass by itself is tried again, and each failure is told", async () => {
  const { ask, events } = setUp([network(), network(), said]);
  expect(await ask()).toMatchObject({ kind: "completed", attempts: 3 });
  expect(events).toMatchObject([
    { kind: "attempt-failed", attempt: 1, code: "NETWORK_ERROR", retrying: true },
    { kind: "attempt-failed", attempt: 2, retrying: true },
  ]);
});

test("after the last attempt the failure stands", async () => {
  const { ask, events } = setUp([network(), network(), network()]);
  const outcome = await ask();
  expect(outcome).toMatchObject({ kind: "failed", attempts: 3, error: { code: "NETWORK_ERROR" } });
  expect(events.at(-1)).toMatchObject({ retrying: false });
});

test.each([new EpicError("NOT_ALLOWED", "no"), new TypeError("a bug")])(
  "%s is not tried again",
  async (error) => {
    const { adapter, ask } = setUp([error, said]);
    expect(await ask()).toMatchObject({ kind: "failed", attempts: 1 });
    expect(adapter.asked).toHaveLength(1);
  },
);

test("an answer that does not fit is asked for again", async () => {
  const { ask } = setUp([{ ...said, confidence: 7 }, said]);
  expect(await ask()).toMatchObject({ kind: "completed", attempts: 2 });
});

test("an input that the persona refuses never reaches it", async () => {
  const { adapter, ask } = setUp([said]);
  const input = buildPersonaInput(request({ description: "unreadable" }), adapter.registration, []);
  expect(await ask({ input })).toMatchObject({
    kind: "failed",
    error: { code: "INVALID_INPUT", message: "architect cannot review this: it is unreadable" },
  });
  expect(adapter.asked).toHaveLength(0);
});

test("a review that takes too long is aborted, and counts as a timeout", async () => {
  let aborted = false;
  const slow: Scripted = ({ signal }) =>
    new Promise(() => {
      signal.addEventListener("abort", () => {
        aborted = true;
      });
    });
  const { ask } = setUp([slow], { maxRetries: 0 });
  const outcome = await ask({ timeoutMs: 5 });
  expect(outcome).toMatchObject({ kind: "failed", error: { code: "TIMEOUT" } });
  expect(aborted).toBe(true);
});

test("a review that never gives way, so that no timer can fire, is too late all the same", async () => {
  const { adapter, ask } = setUp([busily, busily], { maxRetries: 1 });
  const outcome = await ask({ timeoutMs: 1 });
  expect(outcome).toMatchObject({ kind: "failed", attempts: 1, error: { code: "TIMEOUT" } });
  expect(adapter.asked).toHaveLength(1);
});

test("who gives up before a review begins is heard, though nothing waits", async () => {
  const user = new AbortController();
  const { adapter, ask } = setUp([said]);
  setImmediate(() => user.abort(new EpicError("CANCELLED", "Interrupted")));
  expect(await ask({}, user.signal)).toMatchObject({ error: { code: "CANCELLED" } });
  expect(adapter.asked).toHaveLength(0);
});

test("who gives up while a retry waits does not wait for it", async () => {
  const user = new AbortController();
  const { adapter, ask } = setUp([network(), said], { retryDelayMs: 60_000 });
  const asked = ask({ timeoutMs: 300_000 }, user.signal);
  setTimeout(() => user.abort(new EpicError("CANCELLED", "Interrupted")), 10);
  expect(await asked).toMatchObject({ kind: "failed", error: { code: "CANCELLED" } });
  expect(adapter.asked).toHaveLength(1);
});

test("a run that was given up already asks nobody", async () => {
  const user = new AbortController();
  user.abort(new EpicError("CANCELLED", "Interrupted"));
  const { adapter, ask } = setUp([said]);
  expect(await ask({}, user.signal)).toMatchObject({ error: { code: "CANCELLED" } });
  expect(adapter.asked).toHaveLength(0);
});

test("a clock that is set back makes no negative duration", async () => {
  const { ask, clock } = setUp([
    () => {
      clock.advance(-5000);
      return Promise.resolve(said);
    },
  ]);
  expect(await ask()).toMatchObject({ kind: "completed", executionTimeMs: 0 });
});
