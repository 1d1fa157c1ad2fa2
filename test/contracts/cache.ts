import { afterEach, expect, test } from "vitest";

import { storedObject } from "../../src/core/hash.ts";
import type { Cache } from "../../src/ports/cache.ts";
import { cacheEntry, LONG_TEXT, review, T0 } from "./records.ts";

export interface CacheBench extends AsyncDisposable {
  /** Another cache on the same medium. */
  readonly open: (limit?: { readonly maxBytes: number }) => Promise<Cache>;
  readonly tamper: (hash: string, body: string | undefined) => Promise<void>;
}

/** What every Cache must do. */
export function cacheContract(openBench: () => Promise<CacheBench>): void {
  let current: CacheBench | undefined;
  async function bench() {
    current = await openBench();
    return { ...current, cache: await current.open() };
  }
  afterEach(async () => {
    await current?.[Symbol.asyncDispose]();
    current = undefined;
  });

  entryContract(bench);
  invalidationContract(bench);
  statsContract(bench);
  derivedContract(bench);
  limitContract(bench);
}

type OpenBench = () => Promise<CacheBench & { readonly cache: Cache }>;

function entryContract(bench: OpenBench): void {
  test("an entry comes back whole, to other caches on the medium too", async () => {
    const { cache, open } = await bench();
    const entry = cacheEntry("a", {
      personaOutput: review(LONG_TEXT),
      ttl: 0.5,
      subject: "5".repeat(64),
      usage: { model: "gpt-9", inputTokens: 10, outputTokens: 2, costUsd: 0.25 },
    });
    await cache.set(entry);
    expect(await cache.get(entry.key)).toEqual(entry);
    expect(await (await open()).get(entry.key)).toEqual(entry);
  });

  test("an entry far beyond its time to live comes back: freshness is the caller's judgement", async () => {
    const { cache } = await bench();
    const entry = cacheEntry("a", { createdAt: "2001-01-01T00:00:00.000Z", ttl: 1 });
    await cache.set(entry);
    expect(await cache.get(entry.key)).toEqual(entry);
  });

  test("a key that nothing was stored under gives nothing", async () => {
    const { cache } = await bench();
    await cache.set(cacheEntry("a"));
    expect(await cache.get(cacheEntry("b").key)).toBeUndefined();
  });

  test("a later entry takes the place of an earlier one with the same key", async () => {
    const { cache } = await bench();
    await cache.set(cacheEntry("a"));
    const later = cacheEntry("a", { personaOutput: review("later"), version: "2.1.0" });
    await cache.set(later);
    expect(await cache.get(later.key)).toEqual(later);
    expect(await cache.stats()).toMatchObject({ entries: 1 });
  });

  test.each([
    ["altered", '{"verdict":"READY"}'],
    ["missing", undefined],
  ])(
    "a review that is %s is named, not served, and whole once it is stored again",
    async (_, body) => {
      const { cache, tamper } = await bench();
      const entry = cacheEntry("a");
      await cache.set(entry);
      const { hash } = storedObject("review", entry.personaOutput);
      await tamper(hash, body);
      expect(await cache.get(entry.key)).toEqual({ damage: expect.stringContaining(hash) });
      expect(await cache.stats()).toMatchObject({ hits: 0, misses: 1 });
      await cache.set(entry);
      expect(await cache.get(entry.key)).toEqual(entry);
    },
  );
}

const long = (name: string) => cacheEntry(name, { personaOutput: review(name.repeat(900)) });

function limitContract(bench: OpenBench): void {
  const names = ["a", "b", "c", "d", "e"];
  const size = Buffer.byteLength(storedObject("review", long("a").personaOutput).body);

  test("a cache that outgrows its limit lets go of what was used least recently", async () => {
    const { open } = await bench();
    const cache = await open({ maxBytes: size * 4.5 });
    for (const name of names.slice(0, 4)) await cache.set(long(name));
    expect(await cache.stats()).toMatchObject({ entries: 4, bytes: size * 4 });
    await cache.get(long("a").key);
    await cache.set(long("e"));
    const left = await Promise.all(names.map(async (name) => await cache.get(long(name).key)));
    expect(left.map((found) => found !== undefined)).toEqual([true, false, true, true, true]);
    expect((await cache.stats()).bytes).toBe(size * 4);
  });

  test("storing an answer again, or a larger one, is counted as what it is", async () => {
    const { open } = await bench();
    const cache = await open({ maxBytes: size * 3.5 });
    for (const name of ["a", "b", "a", "b", "a"]) await cache.set(long(name));
    await cache.set(long("c"));
    expect(await cache.stats()).toMatchObject({ entries: 3 });
    await cache.set({ ...long("c"), personaOutput: review("c".repeat(2000)) });
    expect(await cache.stats()).toMatchObject({ entries: 2 });
  });

  test("what was removed makes room", async () => {
    const { open } = await bench();
    const cache = await open({ maxBytes: size * 3.5 });
    for (const name of ["a", "b", "c"]) await cache.set(long(name));
    await cache.invalidate({ key: long("a").key });
    await cache.set(long("d"));
    expect(await cache.get(long("b").key)).toEqual(long("b"));
  });

  test("an answer that is larger than the cache is kept until the next one comes", async () => {
    const { open } = await bench();
    const cache = await open({ maxBytes: 10 });
    await cache.set(long("a"));
    expect(await cache.get(long("a").key)).toEqual(long("a"));
    await cache.set(long("b"));
    expect(await cache.get(long("a").key)).toBeUndefined();
    expect(await cache.get(long("b").key)).toEqual(long("b"));
  });
}

function derivedContract(bench: OpenBench): void {
  const derived = { value: { title: "ünï", phases: [1.5] }, createdAt: new Date(T0).toISOString() };

  test("what was derived comes back, to other caches too, and is counted nowhere", async () => {
    const { cache, open } = await bench();
    expect(await cache.recall("a")).toBeUndefined();
    await cache.remember("a", derived);
    await cache.remember("a", { ...derived, value: "later" });
    expect(await (await open()).recall("a")).toBe("later");
    expect(await cache.stats()).toMatchObject({ entries: 0, bytes: 0, hits: 0, misses: 0 });
  });

  test.each([
    ["altered", '"other"'],
    ["missing", undefined],
  ])("a derived value that is %s is not known, until it is derived again", async (_, body) => {
    const { cache, tamper } = await bench();
    await cache.remember("a", derived);
    await tamper(storedObject("assessment", derived.value).hash, body);
    expect(await cache.recall("a")).toBeUndefined();
    await cache.remember("a", derived);
    expect(await cache.recall("a")).toEqual(derived.value);
  });

  test.each([
    ["everything", {}, false],
    ["what is older", { olderThan: new Date(T0 + 1).toISOString() }, false],
    ["what is older than it", { olderThan: derived.createdAt }, true],
    ["one persona's answers", { persona: "architect" }, true],
    ["one key", { key: "b" }, true],
  ])("when %s is invalidated, is it still known? %s", async (_, filter, known) => {
    const { cache } = await bench();
    await cache.remember("a", derived);
    await cache.invalidate(filter);
    expect((await cache.recall("a")) !== undefined).toBe(known);
  });
}

function invalidationContract(bench: OpenBench): void {
  const old = cacheEntry("old", {
    createdAt: new Date(T0 - 1).toISOString(),
    subject: "5".repeat(64),
  });
  const now = cacheEntry("now");
  const security = cacheEntry("security", { persona: "security-specialist" });

  test.each([
    ["everything, with an empty filter", {}, []],
    ["one persona's entries", { persona: "architect" }, [security]],
    ["entries before a time, not those at it", { olderThan: now.createdAt }, [now, security]],
    ["one key", { key: now.key }, [old, security]],
    ["answers to a description", { subjects: ["5".repeat(64), "6".repeat(64)] }, [now, security]],
    ["none, where no description is named", { subjects: [] }, [old, now, security]],
    [
      "what matches all of the filter",
      { persona: "architect", olderThan: now.createdAt },
      [now, security],
    ],
    [
      "nothing where one part does not match",
      { persona: "devops-engineer", key: now.key },
      [old, now, security],
    ],
  ])("invalidation removes %s", async (_, filter, left) => {
    const { cache } = await bench();
    const all = [old, now, security];
    for (const entry of all) await cache.set(entry);
    expect(await cache.invalidate(filter)).toBe(all.length - left.length);
    const found = await Promise.all(all.map(({ key }) => cache.get(key)));
    expect(found.filter((entry) => entry !== undefined)).toEqual(left);
  });

  test("an entry can be stored again after it was removed", async () => {
    const { cache } = await bench();
    await cache.set(now);
    await cache.invalidate({});
    await cache.set(now);
    expect(await cache.get(now.key)).toEqual(now);
  });
}

function statsContract(bench: OpenBench): void {
  test("an unused cache has no hit rate and no oldest entry", async () => {
    const { cache } = await bench();
    const none = { entries: 0, bytes: 0, hits: 0, misses: 0, byPersona: {} };
    expect(await cache.stats()).toEqual(none);
  });

  test("hits and misses are counted, over all caches on the medium", async () => {
    const { cache, open } = await bench();
    const other = await open();
    const entry = cacheEntry("a");
    await other.get(entry.key);
    await cache.set(entry);
    for (const reader of [cache, other, cache]) await reader.get(entry.key);
    expect(await other.stats()).toMatchObject({ hits: 3, misses: 1, hitRate: 0.75 });
  });

  test("statistics name size, oldest entry and entries by persona", async () => {
    const { cache } = await bench();
    const same = review("ünï");
    const createdAt = new Date(T0 - 5).toISOString();
    await cache.set(cacheEntry("a", { personaOutput: same }));
    await cache.set(cacheEntry("b", { personaOutput: same, createdAt }));
    await cache.set(
      cacheEntry("c", { personaOutput: review(LONG_TEXT), persona: "devops-engineer" }),
    );
    const bytes = [same, review(LONG_TEXT)]
      .map((value) => Buffer.byteLength(storedObject("review", value).body))
      .reduce((sum, size) => sum + size, 0);
    expect(await cache.stats()).toEqual({
      entries: 3,
      bytes,
      hits: 0,
      misses: 0,
      oldest: createdAt,
      byPersona: { architect: 2, "devops-engineer": 1 },
    });
  });
}
