import { expect, test } from "vitest";

import { storedObject } from "../../src/core/hash.ts";
import { auditEntry, hold, LONG_TEXT, record, review, savedRun } from "./records.ts";
import type { OpenStoreBench } from "./store-bench.ts";

/** What is saved, and that it is saved whole. */
export function historyContract(bench: OpenStoreBench): void {
  test("checkpoints come back in order and as they were saved", async () => {
    const { store } = await bench();
    const lease = await hold(store);
    const records = [1, 2, 3].map((sequence) => record({ sequence }));
    for (const step of records) await store.save(lease, step);
    expect(await store.load("task-one")).toEqual(records.map(({ checkpoint }) => checkpoint));
  });

  test("an event with a request, an error or a review comes back whole", async () => {
    const { store } = await bench();
    const lease = await hold(store);
    const { hash } = storedObject("description", "text");
    const started = record();
    await store.save(lease, {
      ...started,
      checkpoint: {
        ...started.checkpoint,
        event: {
          kind: "started",
          epicId: "epic-1",
          request: {
            schemaVersion: "2.0",
            mode: "mvp",
            enforceDevops: true,
            options: { cache: "on", excludePersonas: [], customPersonas: {} },
            metadata: { project: "Ünïcode \u{1F600}" },
          },
          description: hash,
          plan: [["architect"], ["devops-engineer", "security-specialist"]],
          configuration: hash,
          program: "2.0.0",
          warnings: ["quotes \" and ' and \n lines"],
        },
      },
    });
    const [checkpoint] = await store.load("task-one");
    expect(checkpoint?.event).toMatchObject({
      kind: "started",
      request: { mode: "mvp", metadata: { project: "Ünïcode \u{1F600}" } },
      plan: [["architect"], ["devops-engineer", "security-specialist"]],
      warnings: ["quotes \" and ' and \n lines"],
    });
  });

  test("a store that is opened later reads what an earlier one saved", async () => {
    const { store, open } = await bench();
    await savedRun(store, 2);
    const other = await open();
    expect(await other.load("task-one")).toHaveLength(2);
  });

  test("what a caller does to a value afterwards does not reach the store", async () => {
    const { store } = await bench();
    const lease = await hold(store);
    const step = record();
    await store.save(lease, step);
    Object.assign(step.checkpoint, { reason: "final" });
    Object.assign(step.summary, { title: "changed" });
    const [loaded] = await store.load("latest");
    Object.assign(loaded ?? {}, { reason: "failure" });
    expect((await store.load("latest")).map(({ reason }) => reason)).toEqual(["before"]);
    expect((await store.list({})).map(({ title }) => title)).toEqual(["Title of task-one"]);
  });
}

export function saveContract(bench: OpenStoreBench): void {
  test("the audit entries of a step are saved with it, in order", async () => {
    const { store, audit } = await bench();
    const lease = await hold(store);
    const first = [auditEntry("run.started"), auditEntry("persona.began")];
    await store.save(lease, record({ audit: first }));
    await store.save(lease, record({ sequence: 2, audit: [auditEntry("persona.reviewed")] }));
    expect(await audit()).toEqual([...first, auditEntry("persona.reviewed")]);
  });

  test.each([
    ["a sequence that leaves a gap", { sequence: 3 }, "RUN_IN_PROGRESS"],
    ["a sequence that was saved before", { sequence: 1, id: "other" }, "RUN_IN_PROGRESS"],
    ["a checkpoint id that is taken", { sequence: 2, id: "task-one.1" }, "STORAGE_ERROR"],
  ])("a save with %s is refused and leaves nothing", async (_, step, code) => {
    const { store, audit } = await bench();
    const lease = await savedRun(store, 1);
    const before = { runs: await store.list({}), history: await store.load("latest") };
    const object = storedObject("review", review("lost"));
    const refused = record({ ...step, objects: [object], audit: [auditEntry("lost")] });
    await expect(store.save(lease, refused)).rejects.toMatchObject({ code });
    expect({ runs: await store.list({}), history: await store.load("latest") }).toEqual(before);
    expect(await audit()).toEqual([]);
    await expect(store.bodies([object.hash])).rejects.toMatchObject({ code: "STORAGE_ERROR" });
  });

  test("steps that are saved together come back in order", async () => {
    const { store, audit } = await bench();
    const lease = await hold(store);
    const steps = [1, 2, 3].map((sequence) =>
      record({ sequence, audit: [auditEntry(`step ${sequence}`)] }),
    );
    await store.save(lease, ...steps);
    expect(await store.load("task-one")).toEqual(steps.map(({ checkpoint }) => checkpoint));
    expect((await audit()).map(({ action }) => action)).toEqual(["step 1", "step 2", "step 3"]);
    expect(await store.list({})).toEqual([steps.at(-1)?.summary]);
  });

  test.each([
    ["leaves a gap", { sequence: 5 }, "RUN_IN_PROGRESS"],
    ["has the id of one before it", { sequence: 3, id: "task-one.2" }, "STORAGE_ERROR"],
  ])("where one of several steps %s, none is saved", async (_, step, code) => {
    const { store, audit } = await bench();
    const lease = await savedRun(store, 1);
    const before = { runs: await store.list({}), history: await store.load("latest") };
    const object = storedObject("review", review("lost"));
    const first = record({ sequence: 2, objects: [object], audit: [auditEntry("lost")] });
    await expect(store.save(lease, first, record(step))).rejects.toMatchObject({ code });
    expect({ runs: await store.list({}), history: await store.load("latest") }).toEqual(before);
    expect(await audit()).toEqual([]);
    await expect(store.bodies([object.hash])).rejects.toMatchObject({ code: "STORAGE_ERROR" });
    await store.save(lease, first);
    expect(await store.load("task-one")).toHaveLength(2);
  });

  test("a run whose save was refused goes on from where it stands", async () => {
    const { store } = await bench();
    const lease = await savedRun(store, 1);
    await expect(store.save(lease, record({ sequence: 5 }))).rejects.toThrow(/cannot follow/);
    await store.save(lease, record({ sequence: 2 }));
    expect(await store.load("task-one")).toHaveLength(2);
  });

  test("a save needs a claim", async () => {
    const { store } = await bench();
    const lease = { taskId: "task-one", owner: "host:1:a", fence: 1, expiresAt: 0 };
    await expect(store.save(lease, record())).rejects.toMatchObject({ code: "RUN_IN_PROGRESS" });
  });
}

export function bodyContract(bench: OpenStoreBench): void {
  const small = storedObject("review", review("small"));
  const large = storedObject("description", LONG_TEXT);
  const odd = storedObject("epic", { "\u0000": "\u{1F600} ünï", nested: [null, 0.1, { a: "\\" }] });

  test("bodies come back parsed, in the order asked for, as often as asked for", async () => {
    const { store } = await bench();
    await store.save(await hold(store), record({ objects: [small, large, odd] }));
    const hashes = [large.hash, small.hash, odd.hash, large.hash];
    const parsed = [large, small, odd, large].map(({ body }) => JSON.parse(body));
    expect(await store.bodies(hashes)).toEqual(parsed);
    expect(await store.bodies([])).toEqual([]);
  });

  test("a body may be given again, by the same run or another", async () => {
    const { store } = await bench();
    const lease = await hold(store);
    await store.save(lease, record({ objects: [small, small, large] }));
    await store.save(lease, record({ sequence: 2, objects: [small, large] }));
    const other = await hold(store, "host:1:a", "task-two");
    await store.save(other, record({ taskId: "task-two", objects: [large] }));
    expect(await store.bodies([small.hash])).toEqual([review("small")]);
  });

  test.each([
    ["altered", small, '{"verdict":"READY"}'],
    ["altered", large, '"shorter"'],
    ["missing", large, undefined],
  ])(
    "a body that is %s is noticed and named, and whole once it is given again",
    async (_, object, body) => {
      const { store, tamper } = await bench();
      await store.save(await hold(store), record({ objects: [small, large] }));
      await tamper(object.hash, body);
      await expect(store.bodies([object.hash])).rejects.toMatchObject({
        code: "STORAGE_ERROR",
        message: expect.stringContaining(object.hash),
      });
      await store.save(await hold(store), record({ sequence: 2, objects: [object] }));
      expect(await store.bodies([object.hash])).toEqual([JSON.parse(object.body)]);
    },
  );
}
