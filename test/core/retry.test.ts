import * as fc from "fast-check";
import { expect, test } from "vitest";

import { retryDelay } from "../../src/core/retry.ts";

const policy = { maxRetries: 3, delayMs: 1000 };
const passing = { recoverable: true };

test("the wait doubles with each attempt, up to a minute, and varies by half", () => {
  const waits = [1, 2, 3].map((made) => retryDelay(policy, passing, made, 1));
  expect(waits).toEqual([1000, 2000, 4000]);
  expect(retryDelay(policy, passing, 2, 0)).toBe(1000);
  expect(retryDelay({ maxRetries: 20, delayMs: 1000 }, passing, 15, 1)).toBe(60_000);
});

test("after the last attempt there is none, nor after what will not pass", () => {
  expect(retryDelay(policy, passing, 4, 0)).toBeUndefined();
  expect(retryDelay({ ...policy, maxRetries: 0 }, passing, 1, 0)).toBeUndefined();
  expect(retryDelay(policy, { recoverable: false }, 1, 0)).toBeUndefined();
});

test("whoever says when to come again is never asked before, and not waited for too long", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60_000 }),
      fc.integer({ min: 1, max: 3 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (retryAfterMs, made, random) => {
        const delay = retryDelay(policy, { recoverable: true, retryAfterMs }, made, random);
        expect(delay).toBeGreaterThanOrEqual(retryAfterMs);
        expect(delay).toBeLessThanOrEqual(retryAfterMs * 1.5);
      },
    ),
  );
  expect(retryDelay(policy, { recoverable: true, retryAfterMs: 60_001 }, 1, 0)).toBeUndefined();
});
