// What the orchestrator itself costs: scripted personas against rows written with better-sqlite3 alone.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { exponent } from "./figures.mjs";
import { withFolder } from "./processes.mjs";

/** `rounds` runs of each, in turns, in one process for each question. */
export function measureOrchestration(rounds) {
  return withFolder((folder) => {
    const measure = (task, times = rounds) => {
      const place = join(folder, task);
      mkdirSync(place);
      return runWork({ task, folder: place, rounds: times });
    };
    return [
      ...againstFloor(measure("compare")),
      ...growth(measure("grow", Math.ceil(rounds / 5))),
      ...crowd(measure("crowd", Math.ceil(rounds / 40))),
      ...thousand(measure("reopen", Math.ceil(rounds / 5))),
    ];
  });
}

function againstFloor({ floor, ours }) {
  const wall = ours.ms / floor.ms;
  const cpu = ours.cpuMs / floor.cpuMs;
  return [
    { what: "Floor: twelve rows", figure: `${floor.ms.toFixed(2)} ms` },
    {
      what: "A run of six steps against the floor",
      figure: `${wall.toFixed(2)} x (${ours.ms.toFixed(2)} ms)`,
      target: "3 x",
      met: wall <= 3,
    },
    {
      what: "The same, CPU only",
      figure: `${cpu.toFixed(2)} x (${ours.cpuMs.toFixed(2)} ms)`,
    },
  ];
}

function growth(runs) {
  const [, from, to] = runs;
  return [
    ...runs.map(({ size, ms, floorMs, bytes }) => ({
      what: `A run of ${size} steps, and rows alone`,
      figure: `${ms.toFixed(1)} ms, ${(bytes / 1024).toFixed(0)} KB; ${floorMs.toFixed(1)} ms`,
    })),
    ...runs.map(({ size, ms, floorMs }) => ({
      what: `Each of ${size} steps, beyond its rows`,
      figure: `${((ms - floorMs) / size).toFixed(2)} ms`,
    })),
    growthRow("time", from, to, "ms"),
    growthRow("size", from, to, "bytes"),
  ];
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

function crowd({ atOnce, inTurn }) {
  const value = atOnce / inTurn;
  return [
    {
      what: "50 runs at once against 50 in turn",
      figure: `${value.toFixed(2)} x (${atOnce.toFixed(0)} ms)`,
      target: "1.3 x",
      met: value <= 1.3,
    },
  ];
}

function thousand({ one, many, bytes }) {
  const size = bytes / 2 ** 20;
  return [
    { what: "1,000 epics", figure: `${size.toFixed(1)} MB`, target: "60 MB", met: size <= 60 },
    ...["resume", "status"].map((name) => {
      const value = many[name] / one[name];
      return {
        what: `\`${name}\` with 1,000 runs in the file against a new file`,
        figure: `${value.toFixed(2)} x (${many[name].toFixed(1)} ms)`,
        target: "1.3 x",
        met: value <= 1.3,
      };
    }),
  ];
}

/** Each question has a process of its own, so that none warms the next. */
function runWork(work) {
  const file = fileURLToPath(new URL("orchestration-work.mjs", import.meta.url));
  const child = spawnSync(process.execPath, [file, JSON.stringify(work)], { encoding: "utf8" });
  if (child.status !== 0) throw new Error(`${JSON.stringify(work)} failed: ${child.stderr}`);
  return JSON.parse(child.stdout);
}
