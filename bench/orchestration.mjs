// What the orchestrator itself costs: scripted personas against rows written with better-sqlite3 alone.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { exponent, median } from "./figures.mjs";
import { withFolder } from "./processes.mjs";

const SIZES = [6, 24, 96];

export function measureOrchestration(rounds) {
  return withFolder((folder) => {
    let count = 0;
    const measure = (work) => {
      const place = join(folder, String(count++));
      mkdirSync(place);
      return runWork({ ...work, folder: place });
    };
    return [...compareWithFloor(measure, rounds), ...growth(measure), ...thousand(measure, rounds)];
  });
}

function compareWithFloor(measure, rounds) {
  const samples = Array.from({ length: rounds }, () => measure({ task: "compare", runs: 100 }));
  const figures = ["ms", "cpuMs"].map((figure) => ({
    floor: median(samples.map(({ floor }) => floor[figure])),
    ours: median(samples.map(({ ours }) => ours[figure])),
    ratio: median(samples.map(({ ours, floor }) => ours[figure] / floor[figure])),
  }));
  const [wall, cpu] = figures;
  return [
    { what: "Floor: twelve rows", figure: `${wall.floor.toFixed(2)} ms` },
    {
      what: "A run of six steps against the floor",
      figure: `${wall.ratio.toFixed(2)} x (${wall.ours.toFixed(2)} ms)`,
      target: "3 x",
      met: wall.ratio <= 3,
    },
    {
      what: "The same, CPU only",
      figure: `${cpu.ratio.toFixed(2)} x (${cpu.ours.toFixed(2)} ms)`,
    },
  ];
}

function growth(measure) {
  const runs = SIZES.map((steps) => measure({ task: "grow", steps, runs: 20 }));
  const rows = SIZES.map((steps, at) => ({
    what: `A run of ${steps} steps`,
    figure: `${runs[at].ms.toFixed(1)} ms, ${(runs[at].bytes / 1024).toFixed(0)} KB`,
  }));
  const [, from, to] = SIZES.map((size, at) => ({ size, ms: runs[at].ms, bytes: runs[at].bytes }));
  return [...rows, growthRow("time", from, to, "ms"), growthRow("size", from, to, "bytes")];
}

function growthRow(name, from, to, figure) {
  const value = exponent(
    { size: from.size, value: from[figure] },
    { size: to.size, value: to[figure] },
  );
  return {
    what: `Growth of ${name}, 24 to 96 steps, exponent`,
    figure: value.toFixed(2),
    target: "1.15",
    met: value <= 1.15,
  };
}

/** Files with one run and with a thousand: how large, and what it costs to go on in them. */
function thousand(measure, rounds) {
  const samples = Array.from({ length: Math.ceil(rounds / 2) }, () => ({
    one: measure({ task: "reopen", runs: 1 }),
    many: measure({ task: "reopen", runs: 1000 }),
  }));
  const size = median(samples.map(({ many }) => many.bytes)) / 2 ** 20;
  return [
    {
      what: "1,000 epics",
      figure: `${size.toFixed(1)} MB`,
      target: "60 MB",
      met: size <= 60,
    },
    ...["resume", "status"].map((name) => {
      const value = median(samples.map(({ one, many }) => many[name] / one[name]));
      const ms = median(samples.map(({ many }) => many[name]));
      return {
        what: `\`${name}\` with 1,000 runs in the file against one`,
        figure: `${value.toFixed(2)} x (${ms.toFixed(1)} ms)`,
        target: "1.3 x",
        met: value <= 1.3,
      };
    }),
  ];
}

/** Each measurement has a process of its own, so that none warms the next. */
function runWork(work) {
  const file = fileURLToPath(new URL("orchestration-work.mjs", import.meta.url));
  const child = spawnSync(process.execPath, [file, JSON.stringify(work)], { encoding: "utf8" });
  if (child.status !== 0) throw new Error(`${JSON.stringify(work)} failed: ${child.stderr}`);
  return JSON.parse(child.stdout);
}
