import { expect, test } from "vitest";

import { hasSymbol, isTestPath, linkId, linkText } from "../../src/core/code-link.ts";

test.each([
  "tests/a.py",
  "demo-app/backend/tests",
  "src/__tests__/a.ts",
  "a.test.ts",
  "src/a.spec.tsx",
  "pkg/a_test.go",
  "test_returns.py",
  "src/ReturnsTest.java",
  "checkout.feature",
])("%s is a test", (path) => {
  expect(isTestPath(path)).toBe(true);
});

test.each([
  "src/latest.ts",
  "src/contest/a.ts",
  "src/tester.py",
  "src/testing.ts",
  "src/request.go",
])("%s is no test", (path) => {
  expect(isTestPath(path)).toBe(false);
});

test.each([
  ["function open() {}", "open", true],
  ["const reopen = 1", "open", false],
  ["x.opened", "open", false],
  ["class A { $open() {} }", "$open", true],
  ["class A { $open() {} }", "open", false],
  ["Returns.open()", "Returns.open", true],
  ["größe()", "größ", false],
])("%j has the name %s: %s", (text, symbol, expected) => {
  expect(hasSymbol(text, symbol)).toBe(expected);
});

test("a link is known by its place and its requirement, whenever it was made", () => {
  const link = { path: "a.ts", symbol: "b", at: "2026-11-20T09:00:00.000Z", by: "ann" };
  expect(linkText(link)).toBe("a.ts#b");
  expect(linkId(link)).toBe(linkId({ ...link, by: "bob", commit: "0".repeat(40) }));
  expect(linkId(link)).not.toBe(linkId({ ...link, requirement: "FR-1" }));
});
