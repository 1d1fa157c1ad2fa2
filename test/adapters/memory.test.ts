import { describe } from "vitest";

import { memoryCache } from "../../src/adapters/memory/cache.ts";
import { memoryLedger } from "../../src/adapters/memory/ledger.ts";
import { memoryMedium } from "../../src/adapters/memory/medium.ts";
import { memoryStateStore } from "../../src/adapters/memory/state-store.ts";
import { memoryStoreroom } from "../../src/adapters/memory/storeroom.ts";
import { cacheContract } from "../contracts/cache.ts";
import { ledgerContract } from "../contracts/ledger.ts";
import { handClock } from "../contracts/records.ts";
import { stateStoreContract } from "../contracts/state-store.ts";
import { storeroomContract } from "../contracts/storeroom.ts";

function memoryBench() {
  const medium = memoryMedium();
  return {
    medium,
    async tamper(hash: string, body: string | undefined) {
      if (body === undefined) medium.objects.delete(hash);
      else medium.objects.set(hash, body);
    },
    async [Symbol.asyncDispose]() {},
  };
}

describe("the state store in memory", () => {
  stateStoreContract(async () => {
    const bench = memoryBench();
    const clock = handClock();
    const gone = new Set<string>();
    const isAlive = (owner: string) => (gone.has(owner) ? false : undefined);
    return {
      ...bench,
      clock,
      gone,
      open: async () => memoryStateStore(bench.medium, clock, { isAlive }),
      audit: async () => bench.medium.audit,
    };
  });
});

describe("the cache in memory", () => {
  cacheContract(async () => {
    const bench = memoryBench();
    return { ...bench, open: async (limit) => memoryCache(bench.medium, limit) };
  });
});

describe("the ledger in memory", () => {
  ledgerContract(async () => {
    const bench = memoryBench();
    return {
      ...bench,
      store: memoryStateStore(bench.medium, handClock()),
      ledger: memoryLedger(bench.medium),
    };
  });
});

describe("the storeroom in memory", () => {
  storeroomContract(async () => {
    const bench = memoryBench();
    return {
      ...bench,
      store: memoryStateStore(bench.medium, handClock()),
      cache: memoryCache(bench.medium),
      storeroom: memoryStoreroom(bench.medium),
    };
  });
});
