import { join } from "node:path";

import { config as shippedConfig } from "#defaults";

import type * as DocumentFile from "../adapters/files/document-file.ts";
import { type LoadedConfig, loadConfig } from "../adapters/files/load-config.ts";
import type { TextLine } from "../adapters/files/read-lines.ts";
import type * as ReadText from "../adapters/files/read-text.ts";
import type * as WriteOutput from "../adapters/files/write-output.ts";
import { sqliteCache } from "../adapters/sqlite/cache.ts";
import { type Database, openDatabase } from "../adapters/sqlite/database.ts";
import { ownerIsAlive } from "../adapters/sqlite/owner-is-alive.ts";
import { sqliteStateStore } from "../adapters/sqlite/state-store.ts";
import type { Environment } from "../core/config-environment.ts";
import { type Settings, toSettings } from "../core/settings.ts";
import type { Coordinator } from "../engine/coordinator.ts";
import type { Observe } from "../engine/progress.ts";
import type { BatchLine, BatchParts, BatchTally } from "../engine/run-batch.ts";
import type { Cache } from "../ports/cache.ts";
import type { Clock } from "../ports/clock.ts";
import type { Ledger } from "../ports/ledger.ts";
import type { StateStore } from "../ports/state-store.ts";
import type { Storeroom } from "../ports/storeroom.ts";
import type { PersonaRegistration } from "../schema/registration.ts";
import { lazyCoordinator } from "./lazy-coordinator.ts";
import { openCoordinator } from "./open-coordinator.ts";
import { readPersona, withProjectPersonas } from "./registry.ts";
import { reviewWorkers } from "./review-workers.ts";

export type { Purged } from "../ports/storeroom.ts";
export type { BatchLine, BatchResult } from "../engine/run-batch.ts";
export type { Observe, ProgressEvent } from "../engine/progress.ts";

/** Everything that a face needs: put together once, closed at the end. */
export interface App extends AsyncDisposable {
  readonly coordinator: Coordinator;
  /** Many reviews: engine/run-batch.ts. */
  readonly batch: (
    lines: AsyncIterable<BatchLine>,
    signal: AbortSignal,
    parts: Omit<BatchParts, "review">,
  ) => Promise<BatchTally>;
  readonly store: StateStore;
  readonly cache: Cache;
  readonly ledger: Ledger;
  readonly storeroom: Storeroom;
  readonly settings: Settings;
  /** The configuration in force, and where each value came from. */
  readonly loaded: LoadedConfig;
  /** What a user's own files hold, and where results go. */
  readonly files: Files;
}

/** The file adapters, each loaded when it is used: see there for what they throw. */
export interface Files {
  readonly readTextFile: typeof ReadText.readTextFile;
  readonly readTextStream: typeof ReadText.readTextStream;
  readonly readFileLines: (file: string, maxBytes: number) => AsyncIterable<TextLine>;
  readonly readLines: (
    chunks: AsyncIterable<Uint8Array>,
    maxBytes: number,
  ) => AsyncIterable<TextLine>;
  readonly readRequestFile: typeof DocumentFile.readRequestFile;
  readonly readPersonaFile: (file: string) => Promise<PersonaRegistration>;
  readonly checkOutput: (path: string) => Promise<void>;
  readonly writeOutput: typeof WriteOutput.writeOutput;
}

export interface AppOptions {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Environment;
  /** Instead of the project's own file. */
  readonly configFile?: string | undefined;
  /** Hashes of plugins that are trusted for this once: `sha256:...`. */
  readonly trust?: readonly string[] | undefined;
  /** `read` creates nothing and works on a read-only disk. */
  readonly access: "read" | "write";
  readonly observe?: Observe | undefined;
  /** False where no call may leave this machine. */
  readonly allowEgress?: boolean | undefined;
  /** Where exchanges with providers are recorded, or answered from. */
  readonly tape?: TapeChoice | undefined;
  /** How people are asked who answer for personas. */
  readonly people?: PeopleOptions | undefined;
  /** Threads for many reviews at once; where absent only a long description has one. */
  readonly workers?: number | undefined;
}

export interface TapeChoice {
  readonly kind: "record" | "replay";
  /** Relative to where the user is. */
  readonly folder: string;
}

export interface PeopleOptions {
  /** In the user's editor, at once, instead of leaving the question for later. */
  readonly interactive: boolean;
  /** Hears of each question that was left for later, as a Markdown document. */
  readonly onQuestion: (document: string) => void;
}

/** The one place where a port meets an adapter. */
export async function openApp(options: AppOptions): Promise<App> {
  const { cwd, env, configFile, access } = options;
  const loaded = await loadConfig({ cwd, env, configFile, defaults: shippedConfig });
  const settings = toSettings(loaded.config);
  const clock: Clock = { now: Date.now };
  const { store, cache, ledger, storeroom } = deferState(async () => {
    const db = await openDatabase(join(loaded.places.stateFolder, "epic.db"), { mode: access });
    return {
      store: sqliteStateStore(db, clock, { isAlive: ownerIsAlive }),
      cache: sqliteCache(db, { maxBytes: settings.cacheBytes }),
      ledger: {
        entries: async (query) =>
          await (await import("../adapters/sqlite/ledger.ts")).sqliteLedger(db).entries(query),
      },
      storeroom: lazyStoreroom(db),
    };
  });
  const workers = reviewWorkers(options.workers, settings);
  const parts = { ...options, loaded, settings, clock, store, cache, workers };
  const coordinator = lazyCoordinator(
    store,
    () => openCoordinator(parts),
    (request) => withProjectPersonas(request, loaded, cwd),
  );
  return {
    coordinator,
    batch: batchOf(coordinator),
    store,
    cache,
    ledger,
    storeroom,
    settings,
    loaded,
    files: { ...files, readPersonaFile: (file) => readPersona(file, loaded, cwd) },
    [Symbol.asyncDispose]: async () => {
      await coordinator[Symbol.asyncDispose]();
      await workers[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

function batchOf(coordinator: Coordinator): App["batch"] {
  return async (lines, signal, rest) => {
    const { runBatch } = await import("../engine/run-batch.ts");
    const whole = { ...rest, review: coordinator.execute.bind(coordinator) };
    return await runBatch(lines, signal, whole);
  };
}

interface State {
  readonly store: StateStore;
  readonly cache: Cache;
  readonly ledger: Ledger;
  readonly storeroom: Storeroom;
}

function lazyStoreroom(db: Database): Storeroom {
  const storeroom = async () =>
    (await import("../adapters/sqlite/storeroom.ts")).sqliteStoreroom(db);
  return {
    subjects: async () => await (await storeroom()).subjects(),
    purge: async () => await (await storeroom()).purge(),
  };
}

/** Opens the state when it is first asked for: a request that is refused leaves no file behind. */
function deferState(open: () => Promise<State>): State {
  let opened: Promise<State> | undefined;
  const state = () => (opened ??= open());
  return {
    store: {
      claim: async (request) => await (await state()).store.claim(request),
      save: async (lease, ...records) => await (await state()).store.save(lease, ...records),
      release: async (lease) => await (await state()).store.release(lease),
      load: async (reference) => await (await state()).store.load(reference),
      bodies: async (hashes) => await (await state()).store.bodies(hashes),
      list: async (query) => await (await state()).store.list(query),
      [Symbol.asyncDispose]: async () => {
        // Whoever asked for the state has been told why it did not open.
        const found = await opened?.catch(() => undefined);
        await found?.store[Symbol.asyncDispose]();
      },
    },
    cache: {
      get: async (key) => await (await state()).cache.get(key),
      set: async (entry) => await (await state()).cache.set(entry),
      recall: async (key) => await (await state()).cache.recall(key),
      remember: async (key, derived) => await (await state()).cache.remember(key, derived),
      invalidate: async (filter) => await (await state()).cache.invalidate(filter),
      stats: async () => await (await state()).cache.stats(),
    },
    ledger: { entries: async (query) => await (await state()).ledger.entries(query) },
    storeroom: {
      subjects: async () => await (await state()).storeroom.subjects(),
      purge: async () => await (await state()).storeroom.purge(),
    },
  };
}

const files: Omit<Files, "readPersonaFile"> = {
  readTextFile: async (...of) =>
    await (await import("../adapters/files/read-text.ts")).readTextFile(...of),
  readTextStream: async (...of) =>
    await (await import("../adapters/files/read-text.ts")).readTextStream(...of),
  async *readFileLines(...of) {
    yield* (await import("../adapters/files/read-lines.ts")).readFileLines(...of);
  },
  async *readLines(...of) {
    yield* (await import("../adapters/files/read-lines.ts")).readLines(...of);
  },
  readRequestFile: async (file) =>
    await (await import("../adapters/files/document-file.ts")).readRequestFile(file),
  checkOutput: async (path) => {
    await (await import("../adapters/files/write-output.ts")).checkOutput(path);
  },
  writeOutput: async (path, text) =>
    await (await import("../adapters/files/write-output.ts")).writeOutput(path, text),
};
