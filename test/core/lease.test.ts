import { assert, constantFrom, integer, nat, property, record } from "fast-check";
import { expect, test } from "vitest";

import { decideLease, type StoredLease } from "../../src/core/lease.ts";

const unknown = () => undefined;
const ask = { owner: "b", ttlMs: 100 };
const held: StoredLease = { owner: "a", fence: 3, expiresAt: 1100, ttlMs: 100 };

test("the first claim of a run is granted with fence 1", () => {
  expect(decideLease(undefined, ask, 1000, unknown)).toEqual({
    kind: "granted",
    lease: { owner: "b", fence: 1, expiresAt: 1100, ttlMs: 100 },
  });
});

test.each([
  ["is alive", () => true],
  ["cannot be asked after", unknown],
])("a live lease is refused to others while its owner %s", (_, isAlive) => {
  expect(decideLease(held, ask, 1099, isAlive)).toEqual({ kind: "refused", lease: held });
});

test.each([
  ["has lapsed", held, 1100, unknown],
  ["was given back", { ...held, owner: undefined }, 1000, unknown],
  ["belongs to an owner that is gone", held, 1000, () => false],
])("a lease that %s goes to who asks, with the next fence", (_, stored, now, isAlive) => {
  const { kind, lease } = decideLease(stored, ask, now, isAlive);
  expect({ kind, owner: lease.owner, fence: lease.fence }).toEqual({
    kind: "granted",
    owner: "b",
    fence: 4,
  });
});

test("an owner that renews in time keeps its fence, though it seems to be gone", () => {
  const { kind, lease } = decideLease(held, { owner: "a", ttlMs: 50 }, 1099, () => false);
  expect({ kind, lease }).toEqual({
    kind: "granted",
    lease: { owner: "a", fence: 3, expiresAt: 1149, ttlMs: 50 },
  });
});

const lease = record({
  owner: constantFrom("a", "b", undefined),
  fence: nat(),
  expiresAt: nat(10_000),
  ttlMs: integer({ min: 1, max: 1000 }),
});
const request = record({
  owner: constantFrom("a", "b"),
  ttlMs: integer({ min: 1, max: 1000 }),
});

test("whatever the clock does, no lease outlives its time to live and no fence goes down", () => {
  assert(
    property(lease, request, nat(10_000), (stored, asked, now) => {
      const decision = decideLease(stored, asked, now, unknown);
      expect(decision.lease.expiresAt).toBeLessThanOrEqual(now + decision.lease.ttlMs);
      expect(decision.lease.fence).toBeGreaterThanOrEqual(stored.fence);
      const passedOn = decision.lease.owner !== stored.owner;
      expect(passedOn && decision.lease.fence === stored.fence).toBe(false);
    }),
  );
});
