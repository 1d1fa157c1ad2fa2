import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import Database from "better-sqlite3";
import { expect } from "vitest";

import { type Checkpoint, checkpointSchema } from "../../src/schema/run.ts";
import { type Ended, openSandbox, outcomeOf, type RunOptions, type Sandbox } from "../e2e/epic.ts";
import { installReviewer } from "../e2e/reviewer.ts";
import { comparable } from "../e2e/same-epic.ts";

const EPIC = "Customers return an order of our web shop online and are paid back by card.";

/** Asked through an agent, which notes that it was; the rulebook answers for the others. */
const PAID = ["architect", "security-specialist", "devops-engineer"];

/** A run that is to be interrupted, and what must hold of it whenever one looks. */
export interface RunUnderFire extends Disposable {
  readonly box: Sandbox;
  readonly stateFile: string;
  /** Begins the run, or continues it where it has begun. */
  go(options?: RunOptions): Promise<Ended>;
  /** The same, ended with SIGKILL after so many milliseconds, unless it is done before. */
  goUntil(milliseconds: number): Promise<Ended>;
  /**
   * That nothing which was completed is lost, altered or done again, and that the file is whole.
   * `forgetful` allows that the last steps are gone, as when the disk itself lost them.
   */
  check(forgetful?: "forgetful"): Promise<void>;
  /** To the end, which must be that of a run that nobody disturbed. */
  finish(): Promise<void>;
}

interface Seen {
  readonly history: readonly Checkpoint[];
  /** How often each persona that has reviewed was asked. */
  readonly asked: ReadonlyMap<string, number>;
}

let undisturbed: unknown;

/** What an undisturbed run comes to, made once. */
async function expectedEpic(): Promise<unknown> {
  if (undisturbed !== undefined) return undisturbed;
  using run = openRun();
  const { code, stdout } = await run.go();
  expect(code).toBe(0);
  return (undisturbed = comparable(stdout));
}

export interface RunUnderFireOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Whether answers come from the cache, too. */
  readonly cached?: boolean;
}

export function openRun({ env = {}, cached = false }: RunUnderFireOptions = {}): RunUnderFire {
  const box = openSandbox();
  const asked = installReviewer(box, { personas: PAID, config: "coordination: { maxRetries: 0 }" });
  const stateFile = `${env["EPIC_STATE_DIR"] ?? box.path(".ai/state")}/epic.db`;
  const create = ["create", EPIC, "--json", ...(cached ? [] : ["--no-cache"])];
  let seen: Seen = { history: [], asked: new Map() };

  const run = async (args: readonly string[], options: RunOptions = {}) =>
    await box.epic(args, { ...options, env: { ...env, ...options.env } });

  async function history(): Promise<readonly Checkpoint[]> {
    const { code, stdout, stderr } = await run(["checkpoints", "latest", "--json"]);
    // Killed before its first step was saved: there is no run yet.
    if (code === 2) return [];
    expect(stderr).toBe("");
    return checkpointSchema.array().parse(JSON.parse(stdout));
  }

  async function commandToGoOn(): Promise<readonly string[]> {
    return (await history()).length === 0 ? create : ["resume", "latest", "--json"];
  }

  return {
    box,
    stateFile,
    go: async (options) => await run(await commandToGoOn(), options),
    async goUntil(milliseconds) {
      const child = box.spawn(await commandToGoOn(), { env });
      const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
      const ended = await outcomeOf(child);
      clearTimeout(timer);
      return ended;
    },
    async check(forgetful) {
      const found = await history();
      const kept = found.slice(0, seen.history.length);
      expect(kept).toEqual(forgetful ? seen.history.slice(0, found.length) : seen.history);
      const reviewed = reviewedIn(found);
      expect(new Set(reviewed).size).toBe(reviewed.length);
      const counts = new Map(reviewed.map((name) => [name, timesOf(name, asked())]));
      for (const [name, count] of seen.asked) {
        if (counts.has(name)) expect(`${name} ${counts.get(name)}`).toBe(`${name} ${count}`);
      }
      expectWhole(stateFile);
      seen = { history: found, asked: counts };
    },
    async finish() {
      const { code, stdout, stderr } = await run(await commandToGoOn());
      expect(`${code} ${code === 0 ? "" : stderr}`).toBe("0 ");
      await this.check();
      expect(comparable(withoutSources(stdout))).toEqual(
        comparable(withoutSources(JSON.stringify(await expectedEpic()))),
      );
      for (const name of PAID) expect(timesOf(name, asked())).toBeGreaterThan(0);
    },
    [Symbol.dispose]: () => {
      rmSync(box.path("asked"), { force: true });
      box[Symbol.dispose]();
    },
  };
}

/** A review that was kept by the cache before a kill comes from there afterwards. */
function withoutSources(document: string): string {
  return document.replaceAll(/"source": ?"[a-z-]+"/g, '"source":""');
}

function reviewedIn(checkpoints: readonly Checkpoint[]): readonly string[] {
  return checkpoints.flatMap(({ event }) => (event.kind === "reviewed" ? [event.persona] : []));
}

function timesOf(name: string, asked: readonly string[]): number {
  return asked.filter((each) => each === name).length;
}

/** Looked at in a copy: to open a file is to write to it. */
function expectWhole(file: string): void {
  if (!existsSync(file)) return;
  const folder = mkdtempSync(join(tmpdir(), "epic-copy-"));
  try {
    const copy = join(folder, "epic.db");
    copyFileSync(file, copy);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    const database = new Database(copy);
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(database.pragma("foreign_key_check")).toEqual([]);
    database.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The saves that lie beside the file. */
export function walOf(run: RunUnderFire): Buffer {
  return readFileSync(`${run.stateFile}-wal`);
}
