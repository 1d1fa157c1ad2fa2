import { EpicError } from "../core/errors.ts";

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** As much of a process as signals need. */
interface Host {
  readonly pid: number;
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  kill(pid: number, signal: NodeJS.Signals): unknown;
  removeAllListeners(signal: NodeJS.Signals): unknown;
}

export interface Interruption {
  readonly signal: AbortSignal;
  /** Of the signal that came, if one did. */
  exitCode(): number | undefined;
}

/** The first SIGINT or SIGTERM asks the work to stop and be saved; the second ends the process. */
export function watchInterruption(host: Host): Interruption {
  const controller = new AbortController();
  let exitCode: number | undefined;
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    host.on(name, () => {
      if (exitCode !== undefined) {
        // Without a listener the signal does what it does to any program.
        host.removeAllListeners(name);
        host.kill(host.pid, name);
        return;
      }
      exitCode = EXIT_CODES[name];
      controller.abort(new EpicError("CANCELLED", `Interrupted by ${name}`));
    });
  }
  return { signal: controller.signal, exitCode: () => exitCode };
}
