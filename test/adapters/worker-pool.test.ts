import { expect, test } from "vitest";

import { openWorkerPool, type WorkerPool } from "../../src/adapters/workers/worker-pool.ts";

/** Does what it is told: answers, fails, never gives way, or takes all memory there is. */
const SCRIPT = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, threadId, workerData } from "node:worker_threads";
    const hoard = [];
    const ways = {
      answer: () => ({ value: { threadId, workerData } }),
      fail: () => ({ error: "it cannot" }),
      spin: () => { for (;;); },
      hoard: () => { for (;;) hoard.push(new Array(1000).fill(Math.random())); },
      leave: () => process.exit(0),
      slow: () => { const end = Date.now() + 50; while (Date.now() < end); return { value: threadId }; },
    };
    parentPort.on("message", (way) => parentPort.postMessage(ways[way]()));
  `)}`,
);

const never = new AbortController().signal;

const open = (size = 2): WorkerPool =>
  openWorkerPool({ script: SCRIPT, data: "given", size, memoryLimitBytes: 32 * 1024 ** 2 });

test("tasks are answered, by as many threads as there may be, again and again", async () => {
  await using pool = open(2);
  const threads = await Promise.all(Array.from({ length: 6 }, () => pool.run("slow", never)));
  expect(new Set(threads).size).toBe(2);
  expect(await pool.run("answer", never)).toMatchObject({ workerData: "given" });
});

test("a task that takes too much memory ends its worker; the others do not notice", async () => {
  await using pool = open(2);
  const hoarding = pool.run("hoard", never);
  expect(await pool.run("answer", never)).toMatchObject({ workerData: "given" });
  await expect(hoarding).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: "The review takes more than 32 MB of memory",
  });
  expect(await pool.run("answer", never)).toMatchObject({ workerData: "given" });
});

test("work that never gives way is ended all the same when somebody gives up", async () => {
  await using pool = open(1);
  const controller = new AbortController();
  const spinning = pool.run("spin", controller.signal);
  setTimeout(() => controller.abort(new Error("enough")), 20);
  await expect(spinning).rejects.toThrow("enough");
  expect(await pool.run("answer", never)).toMatchObject({ workerData: "given" });
  await expect(pool.run("answer", controller.signal)).rejects.toThrow("enough");
});

test.each([
  ["fail", "it cannot"],
  ["leave", "A worker ended by itself"],
  ["unknown", "ways[way] is not a function"],
])("a task that ends with %j is a failure of its own", async (way, message) => {
  await using pool = open(1);
  await expect(pool.run(way, never)).rejects.toMatchObject({ code: "SYSTEM_ERROR", message });
  expect(await pool.run("answer", never)).toMatchObject({ workerData: "given" });
});
