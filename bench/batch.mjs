// What many reviews cost: fifty epics through `epic batch`, in one process.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

import { cpuMsOf, peakMemoryOf, withFolder } from "./processes.mjs";

const EPIC = fileURLToPath(new URL("../dist/bin/epic.js", import.meta.url));
const EPICS = 50;

export function measureBatch() {
  const [alone, several] = [1, 3].map((concurrency) => measured(concurrency));
  return [
    {
      what: `${EPICS} epics, one at a time`,
      figure: `${(alone.ms / EPICS).toFixed(0)} ms each`,
    },
    {
      what: `${EPICS} epics, three at a time`,
      figure: `${(several.ms / EPICS).toFixed(0)} ms each, ${(several.cpuMs / EPICS).toFixed(0)} ms of CPU`,
    },
    {
      what: `${EPICS} epics, peak memory`,
      figure: `${several.mb.toFixed(0)} MB`,
      target: "400 MB",
      met: several.mb <= 400,
    },
  ];
}

/** Three processes, since the clock, the CPU and the memory are looked at in different ways. */
function measured(concurrency) {
  const of = (look) =>
    withFolder((cwd) => {
      writeFileSync(join(cwd, "epics.jsonl"), requests());
      const args = ["batch", "epics.jsonl", "--quiet", "--concurrency", String(concurrency)];
      return look([EPIC, ...args], { cwd });
    });
  const cpu = of((args, options) => {
    const start = performance.now();
    const cpuMs = cpuMsOf(args, options);
    return { cpuMs, ms: performance.now() - start };
  });
  return { ...cpu, mb: of(peakMemoryOf) };
}

function requests() {
  const text = readFileSync(new URL("description.md", import.meta.url), "utf8");
  const lines = Array.from({ length: EPICS }, (_, at) => {
    const description = `${text}\nIt is variant ${at}.`;
    return `${JSON.stringify({ description, mode: "enterprise" })}\n`;
  });
  return lines.join("");
}
