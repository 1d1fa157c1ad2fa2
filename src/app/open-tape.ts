import { randomBytes } from "node:crypto";
import { resolve } from "node:path";

import { recordingCassette, replayingCassette } from "../adapters/cassettes/cassette.ts";
import { beginTape, readHeader } from "../adapters/cassettes/tape-files.ts";
import { memoryCache } from "../adapters/memory/cache.ts";
import { memoryMedium } from "../adapters/memory/medium.ts";
import { memoryStateStore } from "../adapters/memory/state-store.ts";
import { idsFrom } from "../core/tape.ts";
import type { Cache } from "../ports/cache.ts";
import type { Cassette } from "../ports/cassette.ts";
import type { Clock } from "../ports/clock.ts";
import type { StateStore } from "../ports/state-store.ts";
import type { TapeHeader } from "../schema/tape.ts";
import type { TapeChoice } from "./open-app.ts";

/** What a run is put together from, as far as a tape changes it. */
export interface Taped {
  readonly store: StateStore;
  readonly cache: Cache;
  readonly clock: Clock;
  readonly newId: (prefix: "task" | "epic" | "cp") => string;
  readonly cassette: Cassette | undefined;
}

/**
 * A recorded run has one time and ids from one seed, and knows no earlier answers, so that its replay
 * is the same bytes. A replay leaves no trace in the state: its run is the one that was recorded.
 */
export function openTape(
  { kind, folder }: TapeChoice,
  cwd: string,
  { store, clock }: Pick<Taped, "store" | "clock">,
): Taped {
  const path = resolve(cwd, folder);
  const header = kind === "record" ? newHeader(clock) : readHeader(path);
  if (kind === "record") beginTape(path, header);
  const medium = memoryMedium();
  const startedAt = Date.parse(header.startedAt);
  return {
    store: kind === "record" ? store : memoryStateStore(medium, clock),
    cache: memoryCache(medium),
    clock: { now: () => startedAt },
    newId: idsFrom(header.seed),
    cassette: kind === "record" ? recordingCassette(path) : replayingCassette(path),
  };
}

function newHeader(clock: Clock): TapeHeader {
  return {
    version: 1,
    startedAt: new Date(clock.now()).toISOString(),
    seed: randomBytes(12).toString("hex"),
  };
}
