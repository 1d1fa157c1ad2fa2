import * as fc from "fast-check";
import { expect, test } from "vitest";

import { EpicError } from "../../src/core/errors.ts";
import { openRequestQueue } from "../../src/engine/request-queue.ts";
import { type BatchLine, type BatchResult, runBatch } from "../../src/engine/run-batch.ts";
import type { EpicResponse } from "../../src/schema/epic.ts";
import { PRIORITIES } from "../../src/schema/words.ts";
import { request } from "../fakes/coordinator.ts";

type Priority = (typeof PRIORITIES)[number];

const line = (number: number, priority?: Priority): BatchLine => ({
  line: number,
  request: request({
    description: `Epic ${number}`,
    metadata: priority === undefined ? {} : { priority },
  }),
});

const bad = (number: number): BatchLine => ({
  line: number,
  error: new EpicError("INVALID_INPUT", `Line ${number} is bad`),
});

async function* feed(lines: readonly BatchLine[], onRead?: (number: number) => void) {
  for (const each of lines) {
    onRead?.(each.line);
    yield each;
  }
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nobody looks into it
const response = {} as EpicResponse;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const never = new AbortController().signal;

interface Options {
  readonly concurrency?: number;
  readonly depth?: number;
  readonly review?: (description: string) => Promise<EpicResponse>;
  readonly emit?: (result: BatchResult) => Promise<void>;
}

async function run(
  lines: AsyncIterable<BatchLine>,
  {
    concurrency = 2,
    depth = 100,
    review = async () => response,
    emit = async () => {},
  }: Options = {},
  signal = never,
) {
  const results: BatchResult[] = [];
  const tally = await runBatch(lines, signal, {
    concurrency,
    depth,
    review: ({ description }) => review(description),
    emit: async (result) => {
      results.push(result);
      await emit(result);
    },
  });
  return { results, tally, order: results.map((each) => each.line) };
}

test("a bad line, or a review that fails, is told with its line, and the others go on", async () => {
  const { results, tally } = await run(feed([line(1), bad(2), line(3), line(4)]), {
    review: async (description) => {
      if (description === "Epic 3") throw new EpicError("TIMEOUT", "It took too long");
      return response;
    },
  });
  const told = results.map((each) => [each.line, "error" in each ? each.error.code : "done"]);
  expect(told.toSorted((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
    [1, "done"],
    [2, "INVALID_INPUT"],
    [3, "TIMEOUT"],
    [4, "done"],
  ]);
  expect(tally).toMatchObject({ reviewed: 2, failed: 2 });
});

test("no more work at once than allowed, and what is done first is told first", async () => {
  let atWork = 0;
  let most = 0;
  const { order } = await run(feed([1, 2, 3, 4, 5].map((each) => line(each))), {
    concurrency: 3,
    review: async (description) => {
      atWork += 1;
      most = Math.max(most, atWork);
      for (let left = description === "Epic 1" ? 20 : 1; left > 0; left -= 1) await turn();
      atWork -= 1;
      return response;
    },
  });
  expect(most).toBe(3);
  expect(order.at(-1)).toBe(1);
});

test("the input is not read further than there is room for it", async () => {
  let read = 0;
  let done = 0;
  let furthest = 0;
  const lines = Array.from({ length: 40 }, (_, at) => line(at + 1));
  await run(
    feed(lines, (number) => (read = number)),
    {
      concurrency: 1,
      depth: 3,
      review: async () => {
        await turn();
        await turn();
        furthest = Math.max(furthest, read - done);
        done += 1;
        return response;
      },
    },
  );
  // One at work, three that wait, and one that waits for room.
  expect(furthest).toBe(5);
});

test("nobody runs ahead of a reader that is slow", async () => {
  let begun = 0;
  let taken = 0;
  await run(feed([1, 2, 3, 4].map((each) => line(each))), {
    concurrency: 1,
    review: async () => {
      begun += 1;
      expect(begun - taken).toBe(1);
      return response;
    },
    emit: async () => {
      await turn();
      taken += 1;
    },
  });
  expect(taken).toBe(4);
});

test("of those that wait the critical one goes first", async () => {
  const { order } = await run(
    feed([line(1, "low"), line(2, "low"), line(3), line(4, "critical"), line(5, "high")]),
    {
      concurrency: 1,
      review: async () => {
        await turn();
        return response;
      },
    },
  );
  expect(order).toEqual([1, 4, 5, 3, 2]);
});

test("once it is interrupted, what waits is not begun", async () => {
  const controller = new AbortController();
  const { order } = await run(
    feed(Array.from({ length: 9 }, (_, at) => line(at + 1))),
    {
      concurrency: 1,
      depth: 2,
      review: async (description) => {
        if (description === "Epic 2") controller.abort();
        return response;
      },
    },
    controller.signal,
  );
  expect(order).toEqual([1, 2]);
});

async function* broken() {
  yield line(1);
  throw new EpicError("INVALID_INPUT", "The disk is gone");
}

test("input that cannot be read further ends the batch, after what was read is done", async () => {
  const results: number[] = [];
  const batch = run(broken(), { emit: async (result) => void results.push(result.line) });
  await expect(batch).rejects.toThrow("The disk is gone");
  expect(results).toEqual([1]);
});

test("whatever keeps coming, nobody waits for ever: a request is overtaken 24 times at most", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...PRIORITIES), { minLength: 1, maxLength: 120 }),
      fc.integer({ min: 1, max: 30 }),
      async (priorities, depth) => {
        const queue = openRequestQueue<{ priority: Priority; at: number }>(depth);
        const taken: number[] = [];
        let put = 0;
        const fill = async () => {
          while (put < priorities.length && queue.waiting() < depth) {
            await queue.put({ priority: priorities[put] ?? "low", at: put });
            put += 1;
          }
        };
        for (await fill(); queue.waiting() > 0; await fill()) {
          taken.push((await queue.take())?.at ?? -1);
        }
        for (const [position, at] of taken.entries()) {
          const overtaking = taken.slice(0, position).filter((other) => other > at);
          // Within the queue, then by those that came while it waited.
          expect(overtaking.length).toBeLessThanOrEqual(24 + depth);
        }
        expect(taken.toSorted((a, b) => a - b)).toEqual([...priorities.keys()]);
      },
    ),
  );
});
