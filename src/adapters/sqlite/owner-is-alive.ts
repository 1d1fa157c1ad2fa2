import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/**
 * Whether the owner of a lease, `<hostname>:<pid>:<random>`, still runs. Undefined for owners on
 * other machines: those have to lapse. A process id that another program took over since counts as
 * alive, which costs a wait until the lease lapses and nothing else.
 */
export function ownerIsAlive(owner: string): boolean | undefined {
  const [host, pid = ""] = owner.split(":");
  if (host !== hostname() || !/^[1-9]\d*$/.test(pid)) return undefined;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
  return !hasEnded(pid);
}

/** In a container whose first process collects no children, a dead process keeps its number. */
function hasEnded(pid: string): boolean {
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    // Only Linux tells.
    return false;
  }
}
