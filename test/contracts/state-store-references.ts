import { expect, test } from "vitest";

import type { StateStore } from "../../src/ports/state-store.ts";
import { hold, record, savedRun } from "./records.ts";
import type { OpenStoreBench } from "./store-bench.ts";

/** How runs and checkpoints are found. */
export function referenceContract(bench: OpenStoreBench): void {
  test("a checkpoint id gives the history up to and with it", async () => {
    const { store } = await bench();
    await savedRun(store, 3);
    const history = await store.load("task-one.2");
    expect(history.map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  test("a task id, an epic id and the beginning of either give the whole run", async () => {
    const { store } = await bench();
    const lease = await hold(store, "host:1:a", "t7f3a9c2");
    await store.save(lease, record({ taskId: "t7f3a9c2", id: "k1q8", epicId: "e55d01aa" }));
    await store.save(
      lease,
      record({ taskId: "t7f3a9c2", sequence: 2, id: "k2z4xy", epicId: "e55d01aa" }),
    );
    for (const reference of ["t7f3a9c2", "t7f3", "e55d01aa", "e55d0", "k2z4"]) {
      expect(await store.load(reference)).toHaveLength(2);
    }
    expect(await store.load("k1q8")).toHaveLength(1);
  });

  test("latest is the run that was touched last, whatever the clock says", async () => {
    const { store } = await bench();
    const first = await savedRun(store, 1, "task-one");
    await savedRun(store, 1, "task-two");
    expect((await store.load("latest"))[0]?.taskId).toBe("task-two");
    await store.save(first, record({ sequence: 2, at: 0 }));
    expect((await store.load("latest")).map(({ id }) => id)).toEqual(["task-one.1", "task-one.2"]);
  });

  test("an id that is the beginning of another still names its own run", async () => {
    const { store } = await bench();
    await savedRun(store, 1, "task-1");
    await savedRun(store, 2, "task-10");
    expect(await store.load("task-1")).toHaveLength(1);
  });

  test("a beginning that fits several is refused and the hint names them", async () => {
    const { store } = await bench();
    for (const name of ["a", "b", "c", "d"]) {
      const lease = await hold(store, "host:1:a", `task-${name}`);
      await store.save(lease, record({ taskId: `task-${name}`, id: `cp-${name}`, epicId: name }));
    }
    await expect(store.load("task")).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining('"task"'),
      hint: expect.stringMatching(/task-a, task-b, task-c, …$/),
    });
  });

  test("an epic id that several runs share is refused and the hint names the runs", async () => {
    const { store } = await bench();
    for (const taskId of ["task-one", "task-two"]) {
      const lease = await hold(store, "host:1:a", taskId);
      await store.save(lease, record({ taskId, epicId: "shared" }));
    }
    await expect(store.load("shared")).rejects.toMatchObject({
      code: "INVALID_INPUT",
      hint: "Name the run: task-one, task-two",
    });
  });

  test.each([
    ["an unknown id", "task-nine"],
    ["fewer than four characters", "tas"],
    ["nothing", ""],
    ["a pattern, which is not a beginning", "task%"],
    ["another pattern", "task*"],
    ["other letters in case", "TASK-ONE"],
  ])("%s is not found", async (_, reference) => {
    const { store } = await bench();
    await savedRun(store, 1);
    await expect(store.load(reference)).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringContaining(`"${reference}"`),
    });
  });

  test("a run that was claimed and never saved is nowhere to be seen", async () => {
    const { store } = await bench();
    await expect(store.load("latest")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await hold(store);
    await expect(store.load("latest")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(store.load("task-one")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await store.list({})).toEqual([]);
  });
}

export function listContract(bench: OpenStoreBench): void {
  test("runs are listed as their last save described them", async () => {
    const { store } = await bench();
    const lease = await savedRun(store, 1);
    const last = record({ sequence: 2, status: "completed" });
    await store.save(lease, last);
    expect(await store.list({})).toEqual([last.summary]);
  });

  test("a run that was forked is listed with the checkpoint that it began at", async () => {
    const { store } = await bench();
    const lease = await savedRun(store, 1);
    const other = await hold(store, "host:1:a", "task-two");
    const fork = { taskId: "task-two", summary: { parent: "task-one.1" } };
    await store.save(other, record(fork));
    await store.save(other, record({ ...fork, sequence: 2 }));
    await store.save(lease, record({ sequence: 2 }));
    const parents = (await store.list({})).map((run) => run.parent);
    expect(parents).toEqual([undefined, "task-one.1"]);
  });

  test("the run that was touched last comes first", async () => {
    const { store } = await bench();
    await threeRuns(store);
    await store.save(await hold(store), record({ sequence: 2, status: "completed" }));
    expect(taskIds(await store.list({}))).toEqual(["task-one", "task-three", "task-two"]);
  });

  test("a list can be limited by number and by status", async () => {
    const { store } = await bench();
    await threeRuns(store);
    expect(taskIds(await store.list({ limit: 2 }))).toEqual(["task-three", "task-two"]);
    expect(taskIds(await store.list({ status: "completed", limit: 1 }))).toEqual(["task-three"]);
    expect(taskIds(await store.list({ status: "failed" }))).toEqual(["task-two"]);
    expect(await store.list({ status: "waiting" })).toEqual([]);
    expect(await store.list({ limit: 0 })).toEqual([]);
  });
}

async function threeRuns(store: StateStore) {
  for (const [taskId, status] of [
    ["task-one", "completed"],
    ["task-two", "failed"],
    ["task-three", "completed"],
  ] as const) {
    await store.save(await hold(store, "host:1:a", taskId), record({ taskId, status }));
  }
}

const taskIds = (runs: readonly { readonly taskId: string }[]) => runs.map((run) => run.taskId);
