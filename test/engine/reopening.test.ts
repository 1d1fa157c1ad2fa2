import { expect, test } from "vitest";

import { EpicError } from "../../src/core/errors.ts";
import { storedObject } from "../../src/core/hash.ts";
import { coordinatorOf, type Harness, request } from "../fakes/coordinator.ts";
import { type Scripted, scriptedPersona } from "../fakes/persona.ts";
import { registration, review } from "../fakes/review.ts";

const down = () => new EpicError("NOT_ALLOWED", "Nobody answers");
const NEEDS = { architect: ["owner"], security: ["architect"], performance: ["architect"] };
const NAMES = ["owner", "architect", "security", "performance"];

/** Four personas in a row; each answers once per visit unless its script says otherwise. */
function house(scripts: Readonly<Record<string, readonly Scripted[]>> = {}, harness: Harness = {}) {
  const personas = NAMES.map((name, at) =>
    scriptedPersona(
      registration(name, { reviewOrder: at + 1, required: name === "owner" }),
      scripts[name] ?? [1, 2, 3].map((visit) => review(name, { insights: [`${name} ${visit}`] })),
    ),
  );
  const asked = () =>
    Object.fromEntries(NAMES.map((name, at) => [name, personas[at]!.asked.length]));
  const setUp = coordinatorOf(personas, { dependencies: NEEDS, ...harness });
  return { ...setUp, personas, asked };
}

const uncached = () => request({ options: { ...request().options, cache: "off" } });

test("a retry asks who failed, and then again who depends on it", async () => {
  const { coordinator, asked, personas } = house({ architect: [down(), review("architect")] });
  const partial = await coordinator.execute(uncached());
  expect(partial.epic.gaps).toMatchObject([{ persona: "architect" }]);
  const { epic } = await coordinator.reopen(partial.epic.metadata.taskId, { why: "retry" });
  expect(epic.gaps).toEqual([]);
  expect(asked()).toEqual({ owner: 1, architect: 2, security: 2, performance: 2 });
  expect(personas[2]!.asked[1]?.epic.previousPersonas).toEqual(["owner", "architect"]);
});

test("who does not depend on a failed one is not asked again by a retry", async () => {
  const { coordinator, asked } = house({ security: [down(), review("security")] });
  await coordinator.execute(uncached());
  const { epic } = await coordinator.reopen("latest", { why: "retry" });
  expect(epic.gaps).toEqual([]);
  expect(asked()).toEqual({ owner: 1, architect: 1, security: 2, performance: 1 });
});

test("independent ones that failed are asked at the same time", async () => {
  let together = 0;
  let most = 0;
  const meeting = (name: string) => async () => {
    most = Math.max(most, (together += 1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    together -= 1;
    return review(name);
  };
  const { coordinator } = house({
    security: [down(), meeting("security")],
    performance: [down(), meeting("performance")],
  });
  await coordinator.execute(uncached());
  await coordinator.reopen("latest", { why: "retry" });
  expect(most).toBe(2);
});

test("a retry that fails again costs nobody else another review and leaves the gap named", async () => {
  const { coordinator, asked } = house({ architect: [down(), down()] });
  await coordinator.execute(uncached());
  const { epic } = await coordinator.reopen("latest", { why: "retry" });
  expect(epic.gaps).toEqual([{ persona: "architect", reason: "Nobody answers" }]);
  expect(epic.status).toBe("partial");
  expect(asked()).toEqual({ owner: 1, architect: 2, security: 1, performance: 1 });
});

test("a resume leaves a gap that others have reviewed without", async () => {
  const { coordinator, asked } = house({
    architect: [down(), review("architect")],
    performance: [new EpicError("STORAGE_ERROR", "full"), review("performance")],
  });
  await expect(coordinator.execute(uncached())).rejects.toThrow("full");
  const { epic } = await coordinator.resume("latest");
  expect(epic.gaps).toMatchObject([{ persona: "architect" }]);
  expect(asked()).toEqual({ owner: 1, architect: 1, security: 1, performance: 2 });
});

test("a rewind asks from a persona on; what came before is reused by hash, and stays in the history", async () => {
  const { coordinator, asked, store } = house();
  const before = await coordinator.execute(uncached());
  const last = (await store.load("latest")).at(-1)?.id ?? "";
  const { epic } = await coordinator.reopen("latest", { why: "rewind", persona: "security" });
  expect(asked()).toEqual({ owner: 1, architect: 1, security: 2, performance: 2 });
  const hashes = (of: typeof epic) => of.personas.map(({ metadata }) => metadata.hash);
  expect(hashes(epic).slice(0, 2)).toEqual(hashes(before.epic).slice(0, 2));
  expect(hashes(epic)[2]).not.toBe(hashes(before.epic)[2]);
  expect(await coordinator.getEpic(last)).toEqual(before);
  expect((await coordinator.getEpic("latest")).epic).toEqual(epic);
});

test("a rewind asks anew although the cache has an answer, unless it is told otherwise", async () => {
  const { coordinator, asked } = house();
  await coordinator.execute(request());
  await coordinator.reopen("latest", { why: "rewind", persona: "performance" });
  expect(asked()["performance"]).toBe(2);
  const again = { why: "rewind", persona: "performance" } as const;
  await coordinator.reopen("latest", again, undefined, { cache: "on" });
  expect(asked()["performance"]).toBe(2);
});

test("whoever is asked again on another branch has another idempotency key", async () => {
  const { coordinator, personas } = house();
  await coordinator.execute(uncached());
  await coordinator.reopen("latest", { why: "rewind", persona: "performance" });
  const [first, second] = personas[3]!.keys;
  expect(second).toBe(`${first}:1`);
});

test("a restart asks everybody", async () => {
  const { coordinator, asked } = house();
  await coordinator.execute(uncached());
  await coordinator.reopen("latest", { why: "restart" });
  expect(asked()).toEqual({ owner: 2, architect: 2, security: 2, performance: 2 });
});

test("what cannot be reopened is refused, and the run is free for others", async () => {
  const { coordinator, medium } = house();
  await coordinator.execute(uncached());
  const fence = () => [...medium.runs.values()][0]?.lease.fence;
  const before = fence();
  await expect(coordinator.reopen("latest", { why: "retry" })).rejects.toThrow("Nobody failed");
  expect(fence()).toBe(before);
  expect(await coordinator.getStatus("latest")).toMatchObject({ status: "completed" });
});

test("a fork goes on from a checkpoint, with its reviews, as a run of its own", async () => {
  const { coordinator, asked, store } = house();
  const { epic } = await coordinator.execute(uncached());
  const afterArchitect = (await store.load("latest"))[4]?.id ?? "";
  const fork = await coordinator.fork(afterArchitect);
  expect(asked()).toEqual({ owner: 1, architect: 1, security: 2, performance: 2 });
  expect(fork.epic.metadata.taskId).not.toBe(epic.metadata.taskId);
  expect(fork.epic.personas[1]?.metadata.hash).toBe(epic.personas[1]?.metadata.hash);
  expect(await coordinator.getEpic(epic.id)).toMatchObject({ epic: { id: epic.id } });
  const runs = await store.list({});
  expect(runs.map(({ parent }) => parent)).toEqual([afterArchitect, undefined]);
});

test("a fork with another description asks the rest about it, and says what it reused", async () => {
  const { coordinator, personas, store } = house();
  await coordinator.execute(uncached());
  const afterOwner = (await store.load("latest"))[2]?.id ?? "";
  const { epic } = await coordinator.fork(afterOwner, undefined, { description: "Add passkeys" });
  expect(personas[1]!.asked[1]?.epic.description).toBe("Add passkeys");
  expect(epic.description).toBe("Add passkeys");
  expect(epic.warnings[0]).toMatch(/^Reused from task-\d+, where .* another description: owner$/);
});

test("a fork of a fork is a fork", async () => {
  const { coordinator, store, asked } = house();
  await coordinator.execute(uncached());
  await coordinator.fork((await store.load("latest"))[2]?.id ?? "");
  await coordinator.fork((await store.load("latest"))[2]?.id ?? "");
  expect(asked()).toEqual({ owner: 1, architect: 2, security: 3, performance: 3 });
  expect((await coordinator.getStatus("latest")).completedPersonas).toEqual(NAMES);
});

test("a fork takes a gap along that others reviewed without", async () => {
  const { coordinator, store, asked } = house({ architect: [down()] });
  await coordinator.execute(uncached());
  const { epic } = await coordinator.fork((await store.load("latest"))[6]?.id ?? "");
  expect(asked()).toEqual({ owner: 1, architect: 1, security: 1, performance: 2 });
  expect(epic.gaps).toEqual([{ persona: "architect", reason: "Nobody answers" }]);
});

test("a fork of a finished run would ask nobody, and is refused", async () => {
  const { coordinator } = house();
  await coordinator.execute(uncached());
  const unchanged = { mode: "standard", description: uncached().description } as const;
  for (const changes of [{}, { cache: "off" }, unchanged] as const) {
    const fork = coordinator.fork("latest", undefined, changes);
    await expect(fork).rejects.toMatchObject({ code: "INVALID_INPUT" });
  }
});

test("a fork of a finished run with another description asks everybody about it", async () => {
  const { coordinator, personas, asked, store } = house();
  const first = await coordinator.execute(uncached());
  const last = (await store.load("latest")).at(-1)?.id;
  const { epic } = await coordinator.fork("latest", undefined, { description: "Add passkeys" });
  expect(asked()).toEqual({ owner: 2, architect: 2, security: 2, performance: 2 });
  expect(personas[0]!.asked[1]?.epic.description).toBe("Add passkeys");
  expect(epic.warnings).toEqual(first.epic.warnings);
  expect((await store.list({}))[0]?.parent).toBe(last);
});

const changed = storedObject("configuration", { estimation: { dayRate: 900 } });
const noticesOf = ({ events }: ReturnType<typeof house>) =>
  events.filter(({ kind }) => kind === "configuration-changed");

test("a resume tells what changed since the run began, and whose reviews would be other ones", async () => {
  const first = house();
  await first.coordinator.execute(uncached());
  const same = house({}, { medium: first.medium });
  await same.coordinator.resume("latest");
  expect(noticesOf(same)).toEqual([]);
  const other = house({}, { medium: first.medium, parts: { configuration: changed } });
  for (const persona of other.personas.slice(2)) {
    Object.assign(persona, { provider: { name: "scripted", fingerprint: "2" } });
  }
  await other.coordinator.resume("latest");
  expect(noticesOf(other)).toMatchObject([
    {
      changes: [{ path: "estimation.dayRate", before: 800, after: 900 }],
      program: undefined,
      outdated: ["security", "performance"],
    },
  ]);
});

const adaptersFor = () => Promise.reject(new EpicError("INVALID_INPUT", "no such provider"));

test("a finished run is shown though it could not be planned or asked any more", async () => {
  const first = house();
  const whole = await first.coordinator.execute(uncached());
  const unplanned = house(
    {},
    { medium: first.medium, parts: { configuration: changed, workflows: [] } },
  );
  expect(await unplanned.coordinator.resume("latest")).toEqual(whole);
  expect(noticesOf(unplanned)).toEqual([]);
  const unasked = house(
    {},
    { medium: first.medium, parts: { configuration: changed, adaptersFor } },
  );
  expect(await unasked.coordinator.resume("latest")).toEqual(whole);
  expect(noticesOf(unasked)).toMatchObject([{ outdated: NAMES }]);
});

test("what an older version did not keep is a change without details", async () => {
  const first = house();
  await first.coordinator.execute(uncached());
  first.medium.objects.delete(storedObject("configuration", { estimation: { dayRate: 800 } }).hash);
  const other = house({}, { medium: first.medium, parts: { configuration: changed } });
  await other.coordinator.resume("latest");
  expect(noticesOf(other)).toMatchObject([{ changes: undefined, outdated: [] }]);
});

test("whoever resumes at an earlier checkpoint is told that the run went on since", async () => {
  const { coordinator, store, events } = house();
  await coordinator.execute(uncached());
  const steps = await store.load("latest");
  await coordinator.resume(steps[3]?.id ?? "");
  expect(events).toContainEqual({
    kind: "checkpoint-passed",
    taskId: steps[0]?.taskId,
    named: steps[3]?.id,
    last: steps.at(-1)?.id,
  });
});
