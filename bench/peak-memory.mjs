// Loaded into a measured process: writes down the most memory it held, in bytes.
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const STATUS = "/proc/self/status";

process.on("exit", () => writeFileSync(process.env.BENCH_PEAK_FILE, String(peakBytes())));

/** Linux lets a process inherit the maxRSS of whoever started it; VmHWM is its own. */
function peakBytes() {
  if (!existsSync(STATUS)) return process.resourceUsage().maxRSS * 1024;
  return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(STATUS, "utf8"))[1]) * 1024;
}
