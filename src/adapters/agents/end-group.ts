import { readdir, readFile } from "node:fs/promises";
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
  await isGone(leader, KILLED_MS);
}

async function isGone(leader: number, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs;
  while (signalGroup(leader, 0) && (await isAlive(leader))) {
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

/** Where nobody reaps what has died, as in some containers, a group outlives all that ran in it. */
async function isAlive(group: number): Promise<boolean> {
  const entries = await readdir("/proc").catch(() => undefined);
  if (!entries) return true;
  const members = entries.filter((entry) => /^\d+$/.test(entry));
  const alive = await Promise.all(members.map((pid) => runsIn(pid, group)));
  return alive.includes(true);
}

async function runsIn(pid: string, group: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => "");
  // The name before these, in parentheses, may hold anything: "1234 (a) b) S 1 1234 …".
  const [state, , owner] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return owner === String(group) && state !== "Z" && state !== "X";
}
