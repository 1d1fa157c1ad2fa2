import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 20;

/** As long as a process may take to be gone that was killed and cannot object. */
const KILLED_MS = 2000;

/**
 * Ends every process of a group: first they are asked, and after `graceMs` killed. Resolves when none
 * is left. A process group is what an agent cannot leave behind by mistake, as it would a child.
 */
export async function endGroup(leader: number, graceMs: number): Promise<void> {
  if (!signalGroup(leader, "SIGTERM")) return;
  if (await isGone(leader, graceMs)) return;
  signalGroup(leader, "SIGKILL");
  // Where nobody reaps what has died, the group keeps its name; it holds nothing that runs.
  await isGone(leader, KILLED_MS);
}

async function isGone(leader: number, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs;
  while (signalGroup(leader, 0)) {
    if (performance.now() >= until) return false;
    await sleep(POLL_MS);
  }
  return true;
}

/** Whether there was anybody to tell. */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, signal);
  } catch {
    // ESRCH: the group is gone. EPERM: what is left of it runs as somebody else and is not ours.
    return false;
  }
}
