import { expect, test } from "vitest";

import { hold, record, savedRun } from "./records.ts";
import type { OpenStoreBench } from "./store-bench.ts";

/** Who may advance a run, and who no longer. */
export function leaseContract(bench: OpenStoreBench): void {
  const ask = { taskId: "task-one", ttlMs: 1000 };

  test("while one owner holds a run, another is told who and until when", async () => {
    const { store, open, clock } = await bench();
    const { expiresAt } = await hold(store, "host:1:a");
    expect(expiresAt).toBe(clock.now() + 1000);
    const claim = await (await open()).claim({ ...ask, owner: "host:2:b" });
    expect(claim).toEqual({ kind: "busy", owner: "host:1:a", expiresAt });
  });

  test("runs are claimed apart from each other", async () => {
    const { store } = await bench();
    await hold(store, "host:1:a", "task-one");
    expect(await hold(store, "host:2:b", "task-two")).toMatchObject({ fence: 1 });
  });

  test("a renewal prolongs the lease and keeps its fence", async () => {
    const { store, clock } = await bench();
    const first = await hold(store);
    clock.move(900);
    const renewed = await hold(store);
    expect(renewed).toEqual({ ...first, expiresAt: clock.now() + 1000 });
    clock.move(900);
    expect(await store.claim({ ...ask, owner: "host:2:b" })).toMatchObject({ kind: "busy" });
  });

  test("a lease that has lapsed is taken over, and its owner's saves are refused", async () => {
    const { store, clock } = await bench();
    const stale = await savedRun(store, 1);
    clock.move(1000);
    const lease = await hold(store, "host:2:b");
    expect(lease.fence).toBe(stale.fence + 1);
    await expect(store.save(stale, record({ sequence: 2 }))).rejects.toMatchObject({
      code: "RUN_IN_PROGRESS",
      message: expect.stringContaining("host:2:b"),
    });
    await store.save(lease, record({ sequence: 2 }));
  });

  test("a lease that has lapsed still saves while nobody has taken over", async () => {
    const { store, clock } = await bench();
    const lease = await savedRun(store, 1);
    clock.move(5000);
    await store.save(lease, record({ sequence: 2 }));
    expect(await store.load("task-one")).toHaveLength(2);
  });

  test("an owner that comes back after its lease lapsed gets a new fence", async () => {
    const { store, clock } = await bench();
    const stale = await hold(store);
    clock.move(1000);
    const lease = await hold(store);
    expect(lease.fence).toBe(stale.fence + 1);
    await expect(store.save(stale, record())).rejects.toMatchObject({ code: "RUN_IN_PROGRESS" });
  });

  test("a released run is free at once, and its former lease saves nothing more", async () => {
    const { store } = await bench();
    const released = await savedRun(store, 1);
    await store.release(released);
    const late = store.save(released, record({ sequence: 2 }));
    await expect(late).rejects.toMatchObject({ code: "RUN_IN_PROGRESS" });
    expect((await hold(store, "host:2:b")).fence).toBe(released.fence + 1);
  });

  test("a stale owner cannot give back what another now holds", async () => {
    const { store, clock } = await bench();
    const stale = await hold(store);
    clock.move(1000);
    await hold(store, "host:2:b");
    await store.release(stale);
    await store.release({ ...stale, taskId: "task-never-claimed" });
    expect(await store.claim({ ...ask, owner: "host:3:c" })).toMatchObject({ owner: "host:2:b" });
  });

  test("an owner that is gone is followed at once", async () => {
    const { store, gone } = await bench();
    const stale = await savedRun(store, 1);
    gone.add("host:1:a");
    const lease = await hold(store, "host:2:b");
    expect(lease.fence).toBe(stale.fence + 1);
  });

  test("a clock that is set back holds a run no longer than its time to live", async () => {
    const { store, clock } = await bench();
    await hold(store);
    clock.move(-86_400_000);
    const claim = await store.claim({ ...ask, owner: "host:2:b" });
    expect(claim).toEqual({ kind: "busy", owner: "host:1:a", expiresAt: clock.now() + 1000 });
    clock.move(1000);
    expect(await hold(store, "host:2:b")).toMatchObject({ fence: 2 });
  });
}
