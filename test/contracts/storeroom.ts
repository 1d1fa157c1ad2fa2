import { afterEach, expect, test } from "vitest";

import { storedObject } from "../../src/core/hash.ts";
import type { Cache } from "../../src/ports/cache.ts";
import type { StateStore } from "../../src/ports/state-store.ts";
import type { Storeroom } from "../../src/ports/storeroom.ts";
import { cacheEntry, hold, LONG_TEXT, record, review } from "./records.ts";

interface StoreroomBench extends AsyncDisposable {
  readonly store: StateStore;
  readonly cache: Cache;
  readonly storeroom: Storeroom;
  readonly tamper: (hash: string, body: string | undefined) => Promise<void>;
}

/** What every Storeroom must do. */
export function storeroomContract(openBench: () => Promise<StoreroomBench>): void {
  let bench: StoreroomBench | undefined;
  async function open() {
    return (bench = await openBench());
  }
  afterEach(async () => {
    await bench?.[Symbol.asyncDispose]();
    bench = undefined;
  });

  purgeContract(open);
  subjectsContract(open);
}

function purgeContract(open: () => Promise<StoreroomBench>): void {
  test("what a run, its epic or the cache names stays, all else is purged", async () => {
    const { store, cache, storeroom } = await open();
    const description = storedObject("description", "Renew loans");
    const reviewed = storedObject("review", review("of the run"));
    const within = storedObject("review", review(`as the epic shows it: ${LONG_TEXT}`));
    const epic = storedObject("epic", { personas: [{ review: within.hash }], text: LONG_TEXT });
    const lost = storedObject("review", review("that nobody names"));
    const lease = await hold(store);
    const step = (sequence: number, more: Parameters<typeof record>[0]) =>
      store.save(lease, record({ sequence, ...more }));
    await step(1, { objects: [description, lost] });
    await step(2, {
      event: {
        kind: "reviewed",
        persona: "architect",
        review: { output: reviewed.hash, source: "rulebook", executionTime: 1, attempts: 1 },
      },
      objects: [reviewed],
    });
    await step(3, { event: { kind: "finished", epic: epic.hash }, objects: [epic, within] });
    const entry = cacheEntry("kept", { subject: description.hash });
    await cache.set(entry);
    await cache.remember("derived", { value: { title: "An epic" }, createdAt: entry.createdAt });

    expect(await storeroom.purge()).toEqual({
      objects: 1,
      bytes: Buffer.byteLength(lost.body),
      compacted: true,
    });

    const kept = [description, reviewed, within, epic].map(({ hash }) => hash);
    expect(await store.bodies(kept)).toHaveLength(4);
    expect(await cache.get(entry.key)).toEqual(entry);
    expect(await cache.recall("derived")).toEqual({ title: "An epic" });
    await expect(store.bodies([lost.hash])).rejects.toMatchObject({ code: "STORAGE_ERROR" });
    expect(await storeroom.purge()).toEqual({ objects: 0, bytes: 0, compacted: true });
  });

  test("an answer that was dropped from the cache is purged", async () => {
    const { cache, storeroom } = await open();
    await cache.set(cacheEntry("dropped"));
    await cache.invalidate({});
    expect(await storeroom.purge()).toMatchObject({ objects: 1 });
  });
}

function subjectsContract(open: () => Promise<StoreroomBench>): void {
  test("the descriptions of cached answers are listed once each, with how many there are", async () => {
    const { store, cache, storeroom, tamper } = await open();
    const texts = ["Renew loans", "Return books", "Pay fees"].map((text) =>
      storedObject("description", text),
    );
    const [loans, books, fees] = texts.map(({ hash }) => hash);
    await store.save(await hold(store), record({ objects: texts }));
    const subjects = [loans, loans, books, fees, "0".repeat(64), undefined];
    for (const [at, subject] of subjects.entries()) {
      await cache.set(cacheEntry(`entry ${at}`, subject === undefined ? {} : { subject }));
    }
    await tamper(fees ?? "", '"something else"');
    const found = await storeroom.subjects();
    expect(found.toSorted((a, b) => b.answers - a.answers)).toEqual([
      { hash: loans, description: "Renew loans", answers: 2 },
      { hash: books, description: "Return books", answers: 1 },
    ]);
  });
}
