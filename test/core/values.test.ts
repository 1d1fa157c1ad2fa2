import * as fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";

import packageJson from "../../package.json" with { type: "json" };
import { canonicalJson } from "../../src/core/canonical-json.ts";
import { EpicError, ERROR_CODES, toEpicError } from "../../src/core/errors.ts";
import { isFresh } from "../../src/core/freshness.ts";
import { sha256, storedObject } from "../../src/core/hash.ts";
import { describeIssues, parseInput } from "../../src/core/parse.ts";
import { VERSION } from "../../src/core/version.ts";
import { errorCodeSchema } from "../../src/schema/error.ts";
import { review } from "../fakes/review.ts";

test("the program tells the version of its package", () => {
  expect(VERSION).toBe(packageJson.version);
});

test("equal values have equal canonical JSON, whatever the order of their keys", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).toReversed());
      expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("the hash is that of the body", () => {
  const stored = storedObject("review", { b: 1, a: [undefined, 2] });
  expect(stored.body).toBe('{"a":[null,2],"b":1}');
  expect(stored.hash).toBe(sha256(stored.body));
  expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("every code has a row of the table", () => {
  expect(Object.keys(ERROR_CODES).toSorted()).toEqual(errorCodeSchema.options.toSorted());
});

test("what is worth another attempt is what may pass by itself", () => {
  const recoverable = errorCodeSchema.options.filter((code) => new EpicError(code, "").recoverable);
  expect(recoverable).toEqual([
    "PERSONA_UNAVAILABLE",
    "NETWORK_ERROR",
    "TIMEOUT",
    "VALIDATION_FAILED",
  ]);
});

test("what was tried often enough by whoever was asked is not worth another attempt", () => {
  expect(new EpicError("VALIDATION_FAILED", "", { exhausted: true }).recoverable).toBe(false);
});

test.each([
  [new EpicError("TIMEOUT", "slow"), "TIMEOUT", "slow"],
  [new DOMException("stop", "AbortError"), "CANCELLED", "stop"],
  [new Error("a bug"), "SYSTEM_ERROR", "a bug"],
  ["a string", "SYSTEM_ERROR", "a string"],
])("%s becomes %s", (thrown, code, message) => {
  expect(toEpicError(thrown)).toMatchObject({ code, message });
});

test("the first fault is told with its place, and how many more there are", () => {
  const schema = z.strictObject({ a: z.object({ b: z.number() }), c: z.string() });
  const parsed = () => parseInput(schema, { a: { b: "1" } }, "The file");
  expect(parsed).toThrow(/^The file is not valid: a\.b: .+ \(and 1 more\)$/);
  expect(() => parseInput(z.string(), 1, "It")).toThrow(/^It is not valid: [^(]+$/);
  expect(describeIssues(new z.ZodError([]))).toBe("it does not fit");
});

test("an entry is fresh for as long as it lives, and longer where the clock was set back", () => {
  const createdAt = "2026-11-20T09:00:00.000Z";
  const entry = {
    schemaVersion: "2.0" as const,
    key: "a".repeat(64),
    persona: "architect",
    version: "1",
    personaOutput: review("architect"),
    createdAt,
    ttl: 60,
  };
  const at = (seconds: number) => isFresh(entry, Date.parse(createdAt) + seconds * 1000);
  expect([at(0), at(59), at(60), at(-3600)]).toEqual([true, true, false, true]);
});
