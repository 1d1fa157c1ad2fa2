import { spawn } from "node:child_process";

/**
 * Kills a process group and removes its folder should this process die without being able to: what
 * it holds open is closed by the system, however it ends. Dispose of it once the group has ended.
 */
export function watchOver(leader: number, folder: string): Disposable {
  const watch = spawn("/bin/sh", ["-c", UNLESS_TOLD, "epic-watch", String(leader), folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  // Without a shell nobody watches, and the agent works all the same.
  watch.on("error", () => {});
  watch.stdin.on("error", () => {});
  return {
    [Symbol.dispose]: () => {
      watch.stdin.end("done\n");
    },
  };
}

const UNLESS_TOLD = 'read -r told || { kill -s KILL -- "-$1"; rm -rf -- "$2"; }';
