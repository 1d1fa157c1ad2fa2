import { expect, test } from "vitest";

import { configChanges } from "../../src/core/configuration-changes.ts";

test("values that are other ones, are new or are gone are changes; the order of keys is none", () => {
  const before = { gate: { failOn: "none" }, estimation: { dayRate: 800, teamSize: 3 } };
  const after = { estimation: { dayRate: 900, currency: "EUR" }, gate: { failOn: "none" } };
  expect(configChanges(before, after)).toEqual([
    { path: "estimation.dayRate", before: 800, after: 900 },
    { path: "estimation.teamSize", before: 3, after: undefined },
    { path: "estimation.currency", before: undefined, after: "EUR" },
  ]);
});

test("a list is one value", () => {
  const before = { personas: { architect: { fallback: ["a"] } } };
  const after = { personas: { architect: { fallback: ["a", "b"] } } };
  expect(configChanges(before, after)).toHaveLength(1);
  expect(configChanges(before, structuredClone(before))).toEqual([]);
});
