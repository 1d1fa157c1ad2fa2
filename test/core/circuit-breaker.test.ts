import * as fc from "fast-check";
import { expect, test } from "vitest";

import {
  afterAdmission,
  afterFailure,
  type Breaker,
  CLOSED,
  closedFor,
} from "../../src/core/circuit-breaker.ts";

const policy = { threshold: 3, coolDownMs: 30_000 };
const down = { code: "NETWORK_ERROR", message: "no route" } as const;

const failing = (times: number, now = 0): Breaker =>
  Array.from({ length: times }).reduce<Breaker>(
    (breaker) => afterFailure(breaker, down, policy, now),
    CLOSED,
  );

test("as many failures in a row open it, for the cool-down", () => {
  expect(closedFor(failing(2), 0)).toBe(0);
  expect(closedFor(failing(3), 0)).toBe(30_000);
  expect(closedFor(failing(3), 29_999)).toBe(1);
  expect(closedFor(failing(3), 30_000)).toBe(0);
});

test("whoever wants to be left alone for longer is", () => {
  const asked = afterFailure(failing(2), { ...down, retryAfterMs: 90_000 }, policy, 0);
  expect(closedFor(asked, 60_000)).toBe(30_000);
});

test("after the cool-down one attempt goes through, whose failure opens it again", () => {
  const trial = afterAdmission(failing(3), 30_000);
  expect(closedFor(trial, 30_000)).toBe(30_000);
  expect(closedFor(afterFailure(trial, down, policy, 31_000), 31_000)).toBe(30_000);
  expect(afterAdmission(CLOSED, 0)).toBe(CLOSED);
});

test("an answer that does not fit is an answer", () => {
  const answered = { code: "VALIDATION_FAILED", message: "no JSON" } as const;
  expect(afterFailure(failing(2), answered, policy, 0)).toBe(CLOSED);
});

test("what the provider has no part in counts neither way", () => {
  const given = { code: "CANCELLED", message: "interrupted" } as const;
  const breaker = failing(2);
  expect(afterFailure(breaker, given, policy, 0)).toBe(breaker);
});

test("a clock that is set back keeps nobody waiting longer than the cool-down", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (then, now) => {
      expect(closedFor(failing(3, then), now)).toBeLessThanOrEqual(30_000);
    }),
  );
  expect(closedFor(failing(3, 1000), 999)).toBe(0);
});
