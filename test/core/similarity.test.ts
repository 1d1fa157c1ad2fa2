import * as fc from "fast-check";
import { expect, test } from "vitest";

import { hashesIn } from "../../src/core/hashes-in.ts";
import { findSimilar } from "../../src/core/similarity.ts";

const subject = (description: string) => ({ hash: description, description, answers: 1 });
const likeness = (a: string, b: string) => findSimilar(a, [subject(b)], 0)[0]?.similarity ?? -1;

const EPIC = "Customers can return an order online and get their money back within five days.";

test.each([
  [
    "case, spaces and punctuation",
    "CUSTOMERS can return an order online – and get\ntheir money back within five days",
    1,
    1,
  ],
  ["a word that is inflected", EPIC.replace("an order", "orders"), 0.85, 0.99],
  ["a sentence that was added", `${EPIC} Staff are told by e-mail.`, 0.75, 0.95],
  ["another subject", "Members of a library renew their loans at a kiosk in the hall.", 0, 0.35],
  ["nothing", "", 0, 0],
])("with %s the likeness is as it should be", (_, other, low, high) => {
  expect(likeness(EPIC, other)).toBeGreaterThanOrEqual(low);
  expect(likeness(EPIC, other)).toBeLessThanOrEqual(high);
});

test("two texts without any letter are alike", () => {
  expect(likeness("…", "!")).toBe(1);
});

test("those below the threshold are left out, the most alike comes first", () => {
  const near = subject(`${EPIC} Staff are told by e-mail.`);
  const found = findSimilar(EPIC, [subject("Something else"), near, subject(EPIC)], 0.7);
  expect(found.map(({ description }) => description)).toEqual([EPIC, near.description]);
});

test("likeness has no direction, lies between 0 and 1, and is 1 with oneself", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
      expect(likeness(a, b)).toBe(likeness(b, a));
      expect(likeness(a, b)).toBeGreaterThanOrEqual(0);
      expect(likeness(a, b)).toBeLessThanOrEqual(1);
      expect(likeness(a, a)).toBe(1);
    }),
  );
});

test("every hash of a document is found, and nothing that is longer", () => {
  const hash = "0123456789abcdef".repeat(4);
  expect([...hashesIn(JSON.stringify({ a: [hash], b: `${hash}0`, c: "none" }))]).toEqual([hash]);
  expect(hashesIn("")).toEqual(new Set());
});
