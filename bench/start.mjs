// What a user waits for: the start of the program, and a whole review by the rulebook.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { compareCpu, cpuMsOf, peakMemoryOf, withFolder } from "./processes.mjs";

const EPIC = fileURLToPath(new URL("../dist/bin/epic.js", import.meta.url));
const DESCRIPTION = fileURLToPath(new URL("description.md", import.meta.url));
const CREATE = [EPIC, "create", "--file", DESCRIPTION, "--mode", "enterprise", "--json"];

export function measureStart(rounds) {
  return withFolder((folder) => {
    const options = { cwd: project(folder, "cached") };
    cpuMsOf(CREATE, options);
    let fresh = 0;
    const cpu = compareCpu(rounds, () => cpuMsOf(["-e", "0"], options), {
      version: () => cpuMsOf([EPIC, "--version"], options),
      create: () => cpuMsOf(CREATE, { cwd: project(folder, `fresh-${fresh++}`) }),
      cached: () => cpuMsOf(CREATE, options),
    });
    const peak = peakMemoryOf(CREATE, { cwd: project(folder, "peak") });
    return [
      { what: "`node -e 0`, CPU", figure: `${cpu.baseMs.toFixed(0)} ms` },
      ratio("`epic --version`, CPU against `node -e 0`", cpu.version, 1.35),
      ratio("`epic create`, fresh state, CPU against `node -e 0`", cpu.create, 3.5),
      ratio("`epic create`, all from cache, CPU against `node -e 0`", cpu.cached, 3),
      {
        what: "`epic create`, peak memory",
        figure: `${peak.toFixed(0)} MB`,
        target: "120 MB",
        met: peak <= 120,
      },
    ];
  });
}

/** `.ai/` makes a folder a project: state stays inside. */
function project(folder, name) {
  mkdirSync(join(folder, name, ".ai"), { recursive: true });
  return join(folder, name);
}

function ratio(what, { ms, ratio: value }, target) {
  const figure = `${value.toFixed(2)} x (${ms.toFixed(0)} ms)`;
  return { what, figure, target: `${target} x`, met: value <= target };
}
