import { Worker } from "node:worker_threads";

import { EpicError, toEpicError } from "../../core/errors.ts";

export interface WorkerPoolOptions {
  /** A module that answers each message with one of its own: `{ value }` or `{ error }`. */
  readonly script: URL;
  readonly data: unknown;
  /** Threads at most. They begin when there is work for them. */
  readonly size: number;
  /** For each of them. */
  readonly memoryLimitBytes: number;
}

/** Threads for work that would keep everything else waiting. Each does one task at a time. */
export interface WorkerPool extends AsyncDisposable {
  /**
   * Throws INVALID_INPUT where a task takes more memory than a worker may use; the worker is ended,
   * and so it is when the signal is aborted. Other tasks go on in others.
   */
  run(task: unknown, signal: AbortSignal): Promise<unknown>;
}

export function openWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const idle: Worker[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;

  async function place(): Promise<void> {
    while (busy >= options.size) await new Promise<void>((resolve) => waiting.push(resolve));
    busy += 1;
  }

  function rest(worker: Worker): void {
    worker.unref();
    idle.push(worker);
    // Nobody is answered by a thread that is gone.
    worker.once("exit", () =>
      idle.splice(0, idle.length, ...idle.filter((each) => each !== worker)),
    );
  }

  return {
    async run(task, signal) {
      await place();
      try {
        // Whoever waited for a place may have given up meanwhile.
        signal.throwIfAborted();
        const worker = idle.pop() ?? startWorker(options);
        const answer = await answerOf(worker, task, { signal, options });
        rest(worker);
        return answer;
      } finally {
        busy -= 1;
        waiting.shift()?.();
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(idle.splice(0).map((worker) => worker.terminate()));
    },
  };
}

function startWorker({ script, data, memoryLimitBytes }: WorkerPoolOptions): Worker {
  const maxOldGenerationSizeMb = Math.max(1, Math.floor(memoryLimitBytes / 1024 ** 2));
  return new Worker(script, { workerData: data, resourceLimits: { maxOldGenerationSizeMb } });
}

interface Asked {
  readonly signal: AbortSignal;
  readonly options: WorkerPoolOptions;
}

async function answerOf(
  worker: Worker,
  task: unknown,
  { signal, options }: Asked,
): Promise<unknown> {
  const settled = new AbortController();
  try {
    return await new Promise((resolve, reject) => {
      const give = () => reject(toEpicError(signal.reason));
      signal.addEventListener("abort", give, { signal: settled.signal });
      worker.once("error", (error) => reject(failure(error, options)));
      worker.once("exit", () => reject(new EpicError("SYSTEM_ERROR", "A worker ended by itself")));
      worker.once("message", (message: { value?: unknown; error?: string }) => {
        if (message.error === undefined) resolve(message.value);
        else reject(new EpicError("SYSTEM_ERROR", message.error));
      });
      worker.ref();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
      worker.postMessage(task);
    });
  } catch (error) {
    // One whose task was thrown out of is in no state that anybody knows.
    await worker.terminate();
    throw error;
  } finally {
    settled.abort();
    for (const event of ["error", "exit", "message"]) worker.removeAllListeners(event);
    // Whatever it still says while it is ended is of no interest.
    worker.on("error", () => {});
  }
}

function failure(error: unknown, { memoryLimitBytes }: WorkerPoolOptions): EpicError {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code !== "ERR_WORKER_OUT_OF_MEMORY") return toEpicError(error);
  const limit = Math.floor(memoryLimitBytes / 1024 ** 2);
  return new EpicError("INVALID_INPUT", `The review takes more than ${limit} MB of memory`, {
    cause: error,
    hint: "raise performance.memoryLimit, or shorten the description",
  });
}
