import { readdir, readFile } from "node:fs/promises";

/** A process that forks while it is looked for is found in the next round. */
const ROUNDS = 5;

/**
 * Kills every process whose environment holds `mark`: an agent's child that made a group of its own
 * left the agent's, but not what it inherited. Only Linux shows environments; elsewhere this finds
 * nobody.
 */
export async function endStragglers(mark: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = await marked(mark);
    if (found.length === 0) return;
    for (const pid of found) kill(pid);
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
