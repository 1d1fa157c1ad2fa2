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
import { coordinatorOf, request } from "../fakes/coordinator.ts";
import { type Scripted, type ScriptedPersona, scriptedPersona } from "../fakes/persona.ts";
import { registration, review } from "../fakes/review.ts";

const down = (message = "no route") => new EpicError("NETWORK_ERROR", message);
const hangs: Scripted = () => new Promise(() => {});
const said = (by: string) => review("architect", { model: by });

function providedBy(name: string, persona: ScriptedPersona): ScriptedPersona {
  return { ...persona, provider: { name, fingerprint: name } };
}

/** One persona, of whom the providers named are asked, in turn and as scripted. */
function house(scripts: Readonly<Record<string, readonly Scripted[]>>) {
  const clock = fakeClock();
  const events: ProgressEvent[] = [];
  const adapters = Object.entries(scripts).map(([name, answers]) =>
    providedBy(name, scriptedPersona(registration("architect"), answers)),
  );
  const [adapter, ...fallbacks] = adapters;
  const runner: PersonaRunner = {
    cache: memoryCache(memoryMedium()),
    clock,
    maxRetries: 0,
    retryDelayMs: 1,
    random: () => 0,
    breakers: openBreakers({ threshold: 3, coolDownMs: 30_000 }, clock),
    cacheTtlSeconds: 60,
    observe: (event) => void events.push(event),
  };
  const ask = (
    call: Partial<PersonaCall> = {},
    rest: Partial<PersonaRunner> = {},
    signal = new AbortController().signal,
  ) =>
    runPersona(
      {
        adapter: adapter!,
        fallbacks,
        input: buildPersonaInput(request(), adapter!.registration, []),
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
      { ...runner, ...rest },
    );
  return { adapters, ask, clock, events };
}

const asked = ({ adapters }: ReturnType<typeof house>) => adapters.map((each) => each.asked.length);

test("where one fails the next answers, in order, and the review is marked", async () => {
  const setUp = house({ openai: [down()], reviewer: [down("dead")], rulebook: [said("rulebook")] });
  expect(await setUp.ask()).toMatchObject({
    kind: "completed",
    source: "fallback",
    attempts: 3,
    review: { model: "rulebook" },
  });
  expect(asked(setUp)).toEqual([1, 1, 1]);
  const told = setUp.events.filter(({ kind }) => kind === "fell-back");
  expect(told).toMatchObject([
    { from: "openai", to: "reviewer", code: "NETWORK_ERROR", message: "no route" },
    { from: "reviewer", to: "rulebook", message: "dead" },
  ]);
});

test("each is tried again before the next is asked", async () => {
  const setUp = house({ openai: [down(), down()], rulebook: [said("rulebook")] });
  expect(await setUp.ask({}, { maxRetries: 1 })).toMatchObject({ source: "fallback", attempts: 3 });
  expect(asked(setUp)).toEqual([2, 1]);
});

test("the answer of a fallback is not taken for the one of whom it stood in for", async () => {
  const setUp = house({ openai: [down(), said("openai")], rulebook: [said("rulebook")] });
  await setUp.ask();
  expect(await setUp.ask()).toMatchObject({ source: "model", review: { model: "openai" } });
});

test("a fallback that was asked before answers from the cache, and is a fallback all the same", async () => {
  const setUp = house({ openai: [down(), down()], reviewer: [said("reviewer")] });
  await setUp.ask();
  expect(await setUp.ask()).toMatchObject({ source: "fallback", review: { model: "reviewer" } });
  expect(asked(setUp)).toEqual([2, 1]);
});

test.each([
  ["BUDGET_EXCEEDED", 0],
  ["INVALID_INPUT", 0],
  ["SYSTEM_ERROR", 0],
  ["NOT_TRUSTED", 0],
  ["NOT_ALLOWED", 1],
  ["NOT_FOUND", 1],
  ["VALIDATION_FAILED", 1],
  ["TIMEOUT", 1],
] as const)("after %s a fallback is asked %i times", async (code, times) => {
  const setUp = house({ openai: [new EpicError(code, "no")], rulebook: [said("rulebook")] });
  await setUp.ask();
  expect(asked(setUp)[1]).toBe(times);
});

test("where nobody answers the first failure stands, and the others say why nobody stood in", async () => {
  const setUp = house({ openai: [down()], reviewer: [down("dead")] });
  expect(await setUp.ask()).toMatchObject({
    kind: "failed",
    error: {
      code: "NETWORK_ERROR",
      message: "no route; nobody stood in: reviewer: dead",
    },
  });
});

test("whoever gave up is not answered by a fallback", async () => {
  const user = new AbortController();
  const impatient: Scripted = () => {
    user.abort(new EpicError("CANCELLED", "Interrupted"));
    return Promise.reject(down());
  };
  const setUp = house({ openai: [impatient], rulebook: [said("rulebook")] });
  expect(await setUp.ask({}, {}, user.signal)).toMatchObject({ error: { code: "CANCELLED" } });
  expect(asked(setUp)).toEqual([1, 0]);
});

test("an outdated answer serves where it is allowed and nobody answers, and is marked", async () => {
  const setUp = house({
    openai: [said("openai"), down(), down(), down()],
    reviewer: [down(), down()],
  });
  await setUp.ask();
  setUp.clock.advance(60_000);
  expect(await setUp.ask()).toMatchObject({ kind: "failed" });
  expect(await setUp.ask({ allowStale: true })).toMatchObject({
    kind: "completed",
    source: "stale-cache",
    review: { model: "openai" },
  });
  expect(setUp.events.at(-1)).toMatchObject({
    kind: "fell-back",
    from: "openai",
    to: /^the cache/,
  });
  expect(await setUp.ask({ allowStale: true, cachePolicy: "off" })).toMatchObject({
    kind: "failed",
  });
});

test("an outdated answer of a fallback is better than none", async () => {
  const setUp = house({ openai: [down(), down()], reviewer: [said("reviewer"), down()] });
  await setUp.ask();
  setUp.clock.advance(60_000);
  expect(await setUp.ask({ allowStale: true })).toMatchObject({
    source: "stale-cache",
    review: { model: "reviewer" },
  });
});

test("with --cache only nobody is asked; the cache may answer for a fallback, or with an old answer", async () => {
  const setUp = house({ openai: [down()], reviewer: [said("reviewer")] });
  await setUp.ask();
  const only = { cachePolicy: "only" } as const;
  expect(await setUp.ask(only)).toMatchObject({ source: "fallback" });
  setUp.clock.advance(60_000);
  expect(await setUp.ask(only)).toMatchObject({ error: { message: /^The cache has no answer/ } });
  expect(await setUp.ask({ ...only, allowStale: true })).toMatchObject({ source: "stale-cache" });
  expect(asked(setUp)).toEqual([1, 1]);
  expect(setUp.events.filter(({ kind }) => kind === "fell-back")).toHaveLength(2);
});

test("a provider that gives no answer is asked no more until it has cooled down", async () => {
  const setUp = house({ openai: [down(), down(), down(), said("openai")] });
  const off = { cachePolicy: "off" } as const;
  for (let times = 0; times < 3; times += 1) await setUp.ask(off);
  expect(await setUp.ask(off)).toMatchObject({
    attempts: 0,
    error: {
      code: "PERSONA_UNAVAILABLE",
      message: "openai is not asked for another 30 s, since it failed 3 times in a row: no route",
    },
  });
  expect(asked(setUp)).toEqual([3]);
  setUp.clock.advance(30_000);
  expect(await setUp.ask(off)).toMatchObject({ kind: "completed" });
});

test("a provider that opens its breaker is not tried again, and the fallback comes at once", async () => {
  const setUp = house({
    openai: [down(), down(), down(), down()],
    reviewer: [said("reviewer"), said("reviewer")],
  });
  const call = { cachePolicy: "off" } as const;
  expect(await setUp.ask(call, { maxRetries: 9 })).toMatchObject({ attempts: 4 });
  expect(await setUp.ask(call, { maxRetries: 9 })).toMatchObject({ attempts: 1 });
  expect(asked(setUp)).toEqual([3, 2]);
});

test("after the cool-down one failure is enough", async () => {
  const setUp = house({ openai: [down(), down(), down(), down(), said("openai")] });
  await setUp.ask({}, { maxRetries: 2 });
  setUp.clock.advance(30_000);
  expect(await setUp.ask({}, { maxRetries: 2 })).toMatchObject({ attempts: 1, kind: "failed" });
});

test("the rulebook answers within this process, so that nothing keeps it from being asked", async () => {
  const setUp = house({ rulebook: [down(), down(), down(), down()] });
  for (let times = 0; times < 4; times += 1) await setUp.ask();
  expect(asked(setUp)).toEqual([4]);
});

test("whoever says when to come again is not asked before", async () => {
  const busy = new EpicError("NETWORK_ERROR", "busy", { retryAfterMs: 80 });
  let early = true;
  setTimeout(() => (early = false), 60);
  const again: Scripted = () => Promise.resolve(said(early ? "too early" : "in time"));
  const setUp = house({ openai: [busy, again] });
  expect(await setUp.ask({}, { maxRetries: 1 })).toMatchObject({ review: { model: "in time" } });
});

test("a wait that would outlast the time of the persona is not begun", async () => {
  const busy = new EpicError("NETWORK_ERROR", "busy", { retryAfterMs: 5000 });
  const setUp = house({ openai: [busy, said("openai")], rulebook: [said("rulebook")] });
  expect(await setUp.ask({ timeoutMs: 1000 }, { maxRetries: 1 })).toMatchObject({
    attempts: 2,
    source: "fallback",
  });
});

test("the time of a persona is for all of its attempts, and the failure names the one within", async () => {
  const setUp = house({ openai: [down("codex took longer than 2 s"), hangs] });
  expect(await setUp.ask({ timeoutMs: 30 }, { maxRetries: 5 })).toMatchObject({
    attempts: 2,
    error: {
      code: "TIMEOUT",
      message:
        "architect took longer than 0.03 s, the attempt before having failed: codex took longer than 2 s",
    },
  });
});

test("a fallback has the time of the persona to itself", async () => {
  const setUp = house({ openai: [hangs], rulebook: [said("rulebook")] });
  expect(await setUp.ask({ timeoutMs: 20 })).toMatchObject({ source: "fallback" });
});

test("five personas do not each wait for a dead provider, and the epic says who stood in", async () => {
  const names = ["a", "b", "c", "d", "e"];
  const dead = names.map((name, at) =>
    scriptedPersona(
      registration(name, { reviewOrder: at + 1 }),
      names.map(() => down()),
    ),
  );
  const asIs = dead.map((persona) => providedBy("openai", persona));
  const standIns = names.map((name) =>
    providedBy(
      "rulebook",
      scriptedPersona(registration(name), [review(name, { model: "rulebook" })]),
    ),
  );
  const { coordinator } = coordinatorOf(dead, {
    settings: { maxRetries: 3 },
    parts: {
      adaptersFor: ({ name }) => [asIs[names.indexOf(name)]!, standIns[names.indexOf(name)]!],
    },
  });
  const { epic } = await coordinator.execute(request());
  expect(dead.map((each) => each.asked.length)).toEqual([4, 0, 0, 0, 0]);
  expect(epic.personas.map(({ metadata }) => metadata.source)).toEqual(names.map(() => "fallback"));
  expect(epic.warnings.filter((warning) => warning.endsWith("rulebook stood in"))).toHaveLength(5);
});
