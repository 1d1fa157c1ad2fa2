import type { WorkerPool } from "../adapters/workers/worker-pool.ts";
import type { Settings } from "../core/settings.ts";

/** Threads in which the rulebook thinks, begun when it is first asked. */
export function reviewWorkers(
  size: number,
  { estimation, memoryLimitBytes }: Pick<Settings, "estimation" | "memoryLimitBytes">,
): WorkerPool {
  let opened: Promise<WorkerPool> | undefined;
  const pool = () => (opened ??= open());
  async function open(): Promise<WorkerPool> {
    const { openWorkerPool } = await import("../adapters/workers/worker-pool.ts");
    const script = new URL(import.meta.resolve("#review-worker"));
    return openWorkerPool({ script, data: estimation, size, memoryLimitBytes });
  }
  return {
    run: async (task, signal) => await (await pool()).run(task, signal),
    [Symbol.asyncDispose]: async () => {
      await (await opened)?.[Symbol.asyncDispose]();
    },
  };
}
