import { join } from "node:path";

import { describe } from "vitest";

import { sqliteCache } from "../../src/adapters/sqlite/cache.ts";
import { type Database, openDatabase } from "../../src/adapters/sqlite/database.ts";
import { sqliteLedger } from "../../src/adapters/sqlite/ledger.ts";
import { sqliteStateStore } from "../../src/adapters/sqlite/state-store.ts";
import { sqliteStoreroom } from "../../src/adapters/sqlite/storeroom.ts";
import type { AuditEntry } from "../../src/ports/state-store.ts";
import { cacheContract } from "../contracts/cache.ts";
import { ledgerContract } from "../contracts/ledger.ts";
import { handClock } from "../contracts/records.ts";
import { stateStoreContract } from "../contracts/state-store.ts";
import { storeroomContract } from "../contracts/storeroom.ts";
import { behindItsBack, tamperWith, temporaryFolder } from "./sqlite-bench.ts";

function sqliteBench() {
  const folder = temporaryFolder();
  const file = join(folder.path, "state", "state.db");
  const opened: Database[] = [];
  return {
    file,
    async database() {
      const db = await openDatabase(file);
      opened.push(db);
      return db;
    },
    tamper: async (hash: string, body: string | undefined) => tamperWith(file, hash, body),
    async [Symbol.asyncDispose]() {
      for (const db of opened) db[Symbol.dispose]();
      folder[Symbol.dispose]();
    },
  };
}

describe("the state store in SQLite", () => {
  stateStoreContract(async () => {
    const bench = sqliteBench();
    const clock = handClock();
    const gone = new Set<string>();
    const isAlive = (owner: string) => (gone.has(owner) ? false : undefined);
    const audit = (): AuditEntry[] =>
      behindItsBack(bench.file, (connection) =>
        connection
          .prepare<[], AuditEntry>("SELECT at, actor, action, subject FROM audit ORDER BY position")
          .all(),
      );
    return {
      ...bench,
      clock,
      gone,
      open: async () => sqliteStateStore(await bench.database(), clock, { isAlive }),
      audit: async () => audit(),
    };
  });
});

describe("the cache in SQLite", () => {
  cacheContract(async () => {
    const bench = sqliteBench();
    return { ...bench, open: async (limit) => sqliteCache(await bench.database(), limit) };
  });
});

describe("the ledger in SQLite", () => {
  ledgerContract(async () => {
    const bench = sqliteBench();
    const db = await bench.database();
    return { ...bench, store: sqliteStateStore(db, handClock()), ledger: sqliteLedger(db) };
  });
});

describe("the storeroom in SQLite", () => {
  storeroomContract(async () => {
    const bench = sqliteBench();
    const db = await bench.database();
    return {
      ...bench,
      store: sqliteStateStore(db, handClock()),
      cache: sqliteCache(db),
      storeroom: sqliteStoreroom(db),
    };
  });
});
