import type { Threads } from "../adapters/rulebook/threaded-rulebook.ts";
import type { WorkerPool } from "../adapters/workers/worker-pool.ts";
import type { Settings } from "../core/settings.ts";

export type ReviewWorkers = Threads & AsyncDisposable;

/**
 * Threads in which the rulebook thinks, begun when it is first asked. Of many reviews all go there,
 * `many` at once; of a single one what takes longer than a thread takes to begin.
 */
export function reviewWorkers(
  many: number | undefined,
  { estimation, memoryLimitBytes }: Pick<Settings, "estimation" | "memoryLimitBytes">,
): ReviewWorkers {
  let opened: Promise<WorkerPool> | undefined;
  const pool = () => (opened ??= open());
  async function open(): Promise<WorkerPool> {
    const { openWorkerPool } = await import("../adapters/workers/worker-pool.ts");
    const script = new URL(import.meta.resolve("#review-worker"));
    return openWorkerPool({ script, data: estimation, size: many ?? 1, memoryLimitBytes });
  }
  return {
    takes: ({ length }) => many !== undefined || length >= LONG,
    run: async (thought, signal) => await (await pool()).run(thought, signal),
    [Symbol.asyncDispose]: async () => {
      await (await opened)?.[Symbol.asyncDispose]();
    },
  };
}

/**
 * Characters. To read so many takes a tenth of a second, in which nothing else is heard; a thread
 * begins in less.
 */
const LONG = 64 * 1024;
