import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** A process that forks while it is looked for is found in the next round. */
const POLL_MS = 20;
/** As long as what was killed may take to be gone on a machine that is busy. */
const KILLED_MS = 2000;

/**
 * Kills every process whose environment holds `mark`: an agent's child that made a group of its own
 * left the agent's, but not what it inherited. Only Linux shows environments; elsewhere this finds
 * nobody. Resolves when none is left.
 */
export async function endStragglers(mark: string): Promise<void> {
  const until = performance.now() + KILLED_MS;
  for (;;) {
    const found = await marked(mark);
    if (found.length === 0 || performance.now() >= until) return;
    for (const pid of found) kill(pid);
    await sleep(POLL_MS);
  }
}

async function marked(mark: string): Promise<readonly number[]> {
  const entries = await readdir("/proc").catch(() => []);
  const pids = entries.filter((entry) => /^\d+$/.test(entry));
  const owned = await Promise.all(
    pids.map(async (pid) => {
      // Gone since, or somebody else's: neither is ours to end.
      const environment = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
      return environment.includes(mark) ? [Number(pid)] : [];
    }),
  );
  return owned.flat();
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}
