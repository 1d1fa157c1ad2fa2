// What whole processes cost: CPU time, which other work on the machine disturbs less than wall time.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { median } from "./figures.mjs";

/** Milliseconds of CPU, user and system, that a process and its children took. bash counts them. */
export function cpuMsOf(args, options) {
  const script = `TIMEFORMAT='%3U %3S'; time "$@" >/dev/null 2>/dev/null`;
  const child = spawn("bash", ["-c", script, "bash", process.execPath, ...args], options);
  const [user, system] = child.stderr.trim().split(" ").map(Number);
  return (user + system) * 1000;
}

/**
 * Several rounds, each of which runs the baseline and then every contender: a slow moment of the
 * machine then slows both. Gives the medians of the milliseconds and of the ratios by name.
 */
export function compareCpu(rounds, baseline, contenders) {
  const samples = Array.from({ length: rounds }, () => {
    const base = baseline();
    const each = Object.entries(contenders).map(([name, run]) => [name, run()]);
    return { base, each: Object.fromEntries(each) };
  });
  const figures = Object.keys(contenders).map((name) => [
    name,
    {
      ms: median(samples.map(({ each }) => each[name])),
      ratio: median(samples.map(({ base, each }) => each[name] / base)),
    },
  ]);
  const baseMs = median(samples.map(({ base }) => base));
  return { baseMs, ...Object.fromEntries(figures) };
}

/** The most memory that a Node process held at once, in MB. */
export function peakMemoryOf(args, options) {
  return withFolder((folder) => {
    const file = join(folder, "peak");
    const hook = fileURLToPath(new URL("peak-memory.mjs", import.meta.url));
    const env = { ...process.env, ...options.env, BENCH_PEAK_FILE: file };
    spawn(process.execPath, ["--import", hook, ...args], { ...options, env });
    return Number(readFileSync(file, "utf8")) / 2 ** 20;
  });
}

/** A folder that is gone afterwards; a project of its own, so that state goes nowhere else. */
export function withFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), "epic-bench-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function spawn(command, args, options) {
  const child = spawnSync(command, args, { maxBuffer: 2 ** 30, ...options, encoding: "utf8" });
  if (child.status === 0) return child;
  throw new Error(`${args.join(" ")} ended with ${child.status ?? child.error}: ${child.stderr}`);
}
