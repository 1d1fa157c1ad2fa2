import { randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import { hostname } from "node:os";

import { openDatabase } from "../../src/adapters/sqlite/database.ts";
import { ownerIsAlive } from "../../src/adapters/sqlite/owner-is-alive.ts";
import { sqliteStateStore } from "../../src/adapters/sqlite/state-store.ts";
import { EpicError } from "../../src/core/errors.ts";
import { storedObject } from "../../src/core/hash.ts";
import { record, review } from "../contracts/records.ts";

/**
 * A process of its own, for tests of what happens between processes. It claims a run and saves it
 * step by step, and says on stdout what came of each, as JSON lines.
 */
const [file = "", taskId = "", steps = "0", mode = "write"] = process.argv.slice(2);
const owner = `${hostname()}:${process.pid}:${randomBytes(4).toString("hex")}`;

function say(word: unknown): void {
  writeSync(1, `${JSON.stringify(word)}\n`);
}

async function saveRun(): Promise<void> {
  await using store = sqliteStateStore(
    await openDatabase(file, { mode: mode === "read" ? "read" : "write" }),
    { now: Date.now },
    { isAlive: ownerIsAlive },
  );
  say({ runs: await store.list({}) });
  const claim = await store.claim({ taskId, owner, ttlMs: 60_000 });
  say(claim);
  if (claim.kind === "busy") return;
  for (let sequence = 1; sequence <= Number(steps); sequence += 1) {
    const object = storedObject("review", review(`${taskId} ${sequence} ${"word ".repeat(800)}`));
    await store.save(claim.lease, record({ taskId, sequence, objects: [object] }));
    say({ saved: sequence, hash: object.hash });
  }
}

try {
  await saveRun();
} catch (error) {
  if (!(error instanceof EpicError)) throw error;
  say({ code: error.code, message: error.message, hint: error.hint });
}
