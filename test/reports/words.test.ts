import { expect, test } from "vitest";

import {
  count,
  elapsed,
  enumerate,
  grouped,
  groupedFixed,
  percent,
  personaTitle,
  range,
} from "../../src/reports/words.ts";

test("one is singular, everything else is plural", () => {
  expect([0, 1, 2, 1.5].map((amount) => count(amount, "blocker"))).toEqual([
    "0 blockers",
    "1 blocker",
    "2 blockers",
    "1.5 blockers",
  ]);
});

test("figures are grouped by thousands, before the decimals only", () => {
  expect([0, 999, 1000, 1_234_567, 1234.56].map(grouped)).toEqual([
    "0",
    "999",
    "1,000",
    "1,234,567",
    "1,234.6",
  ]);
  expect(groupedFixed(60, 1)).toBe("60.0");
  expect(groupedFixed(123_456.78, 0)).toBe("123,457");
});

test("a range of which both ends look the same is one figure", () => {
  expect(range(2, 4)).toBe("2 to 4");
  expect(range(2, 2.01)).toBe("2");
});

test("times are told in the unit that fits them", () => {
  expect([0.4, 850, 1234, 59_960, 125_000, 3_600_000].map(elapsed)).toEqual([
    "0 ms",
    "850 ms",
    "1.2 s",
    "1 min 0 s",
    "2 min 5 s",
    "60 min 0 s",
  ]);
});

test("lists end in an and", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(enumerate)).toEqual([
    "",
    "a",
    "a and b",
    "a, b and c",
  ]);
});

test("a share is told in whole percent", () => {
  expect(percent(0.724)).toBe("72%");
});

test("personas are named as people write them", () => {
  expect(["devops-engineer", "product-owner", "ux-writer"].map(personaTitle)).toEqual([
    "DevOps engineer",
    "Product owner",
    "UX writer",
  ]);
});
