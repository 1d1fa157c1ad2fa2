import { chmodSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { openDatabase } from "../../src/adapters/sqlite/database.ts";
import { sqliteStateStore } from "../../src/adapters/sqlite/state-store.ts";
import { savedRun } from "../contracts/records.ts";
import { buildSavingProcess, type SavingProcess } from "./process-bench.ts";
import { temporaryFolder } from "./sqlite-bench.ts";

/** Rights do not bind root, so there the process under test runs as nobody. */
const NOBODY = process.getuid?.() === 0 ? 65_534 : undefined;

let bench: SavingProcess;
let folder: ReturnType<typeof temporaryFolder>;
let file: string;
/** Why nobody cannot run it: where the project lies below a folder that only root may enter. */
let obstacle: string | undefined;

beforeAll(async () => {
  bench = await buildSavingProcess();
  file = join(tmpdir(), "no-such-folder", "epic.db");
  if ((await saidOf("read")).length === 0) obstacle = "nobody may not read the project's folder";
});

afterAll(() => {
  bench[Symbol.dispose]();
});

beforeEach(({ skip }) => {
  skip(obstacle !== undefined, obstacle);
  folder = temporaryFolder();
  file = join(folder.path, "state", "epic.db");
});

afterEach(() => {
  chmodSync(folder.path, 0o700);
  chmodSync(join(folder.path, "state"), 0o700);
  folder[Symbol.dispose]();
});

function protect(fileMode: number): void {
  for (const name of readdirSync(join(folder.path, "state"))) {
    chmodSync(join(folder.path, "state", name), fileMode);
  }
  chmodSync(join(folder.path, "state"), 0o555);
  chmodSync(folder.path, 0o755);
}

const saidOf = async (mode: "read" | "write") =>
  await bench.start([file, "task-new", "1", mode], NOBODY).finished();

const failure = (sentence: RegExp) => ({
  code: "STORAGE_ERROR",
  message: expect.stringMatching(sentence),
  hint: expect.stringMatching(/./),
});

describe.skipIf(process.platform === "win32")("a folder that may only be read", () => {
  test("a store that was closed can be read there, and not written", async () => {
    await using store = sqliteStateStore(await openDatabase(file), { now: Date.now });
    await savedRun(store, 2);
    await store[Symbol.asyncDispose]();
    protect(0o444);
    expect(await saidOf("read")).toMatchObject([
      { runs: [{ taskId: "task-one", sequence: 2 }] },
      failure(/epic\.db is read-only/),
    ]);
    expect(await saidOf("write")).toMatchObject([failure(/epic\.db may not be used by this user/)]);
    expect(readdirSync(join(folder.path, "state"))).toEqual([".gitignore", "epic.db"]);
  });

  test.each([
    ["and left its shared memory", () => {}],
    ["and whose shared memory is gone", () => rmSync(`${file}-shm`)],
  ])("a store whose process was killed %s can be read with all it saved", async (_, lose) => {
    const running = bench.start([file, "task-one", "100000"]);
    await running.saved(3);
    running.child.kill("SIGKILL");
    const saved = Number((await running.finished()).at(-1)?.["saved"]);
    lose();
    protect(0o444);
    const [first] = await saidOf("read");
    expect(first).toMatchObject({ runs: [{ taskId: "task-one" }] });
    expect(JSON.stringify(first)).toMatch(new RegExp(`"sequence":(${saved}|${saved + 1})\\b`));
  });

  test("an empty one reads as an empty store, and makes no new one", async () => {
    mkdirSync(join(folder.path, "state"));
    protect(0o444);
    expect(await saidOf("read")).toMatchObject([{ runs: [] }, failure(/is read-only/)]);
    expect(await saidOf("write")).toMatchObject([failure(/epic\.db may not be used by this user/)]);
    expect(readdirSync(join(folder.path, "state"))).toEqual([]);
  });

  test("a file that may not be written is refused before the first save", async () => {
    await using store = sqliteStateStore(await openDatabase(file), { now: Date.now });
    await store[Symbol.asyncDispose]();
    protect(0o444);
    chmodSync(join(folder.path, "state"), 0o777);
    expect(await saidOf("write")).toMatchObject([failure(/epic\.db may not be used by this user/)]);
  });

  test("a file that this user may not read is said to be so", async () => {
    await using store = sqliteStateStore(await openDatabase(file), { now: Date.now });
    await savedRun(store, 1);
    await store[Symbol.asyncDispose]();
    protect(0o000);
    for (const mode of ["read", "write"] as const) {
      expect(await saidOf(mode)).toMatchObject([failure(/epic\.db may not be used by this user/)]);
    }
  });
});
