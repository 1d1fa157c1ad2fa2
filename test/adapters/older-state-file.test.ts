import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { expect, test } from "vitest";

import { openDatabase } from "../../src/adapters/sqlite/database.ts";
import { sqliteStateStore } from "../../src/adapters/sqlite/state-store.ts";
import { loadEpicOf, loadRun } from "../../src/engine/load-run.ts";
import { tempFolder } from "../fakes/temp-folder.ts";

/** Files that released versions wrote, and that every later one has to read. */
const FIXTURE = join(import.meta.dirname, "../fixtures/state-file-1.db.gz");

function unpacked(): string {
  const folder = join(tempFolder(), "state");
  mkdirSync(folder);
  const file = join(folder, "epic.db");
  writeFileSync(file, gunzipSync(readFileSync(FIXTURE)));
  return file;
}

const openStore = async (mode: "read" | "write") =>
  sqliteStateStore(await openDatabase(unpacked(), { mode }), { now: Date.now });

test.each(["read", "write"] as const)(
  "a state file of the first version opens to %s, with all of its runs",
  async (mode) => {
    await using store = await openStore(mode);
    const runs = await store.list({});
    expect(runs.map(({ status }) => status)).toEqual(["running", "completed"]);
    expect(runs.every((run) => !("parent" in run))).toBe(true);
    const [unfinished, finished] = runs;
    const { epic } = await loadEpicOf(store, finished?.epicId ?? "");
    expect(epic.personas).toHaveLength(4);
    const state = await loadRun(store, unfinished?.taskId ?? "");
    expect(state).toMatchObject({
      status: "running",
      completedPersonas: ["product-owner", "architect", "security-specialist"],
      currentPersona: "accessibility-advocate",
      expenses: [],
    });
  },
);

test("a resume of a first version asked again whoever had not completed", async () => {
  await using store = await openStore("read");
  const checkpoints = await store.load("latest");
  const { event } = checkpoints.find(({ event: { kind } }) => kind === "resumed") ?? {};
  expect(event).not.toHaveProperty("personas");
});
