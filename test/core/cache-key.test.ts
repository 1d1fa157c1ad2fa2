import * as fc from "fast-check";
import { expect, test } from "vitest";

import { cacheKey, type CacheKeyParts } from "../../src/core/cache-key.ts";
import { buildPersonaInput } from "../../src/core/persona-input.ts";
import { request } from "../fakes/coordinator.ts";
import { registration } from "../fakes/review.ts";

const parts = (rest: Partial<CacheKeyParts> = {}, description = "Add sign-on"): CacheKeyParts => ({
  input: buildPersonaInput(request({ description }), registration("architect"), []),
  personaVersion: "1.0.0",
  registration: "a".repeat(64),
  provider: { name: "rulebook", fingerprint: "1" },
  upstream: [],
  userKey: undefined,
  plugins: [],
  ...rest,
});

const inputOf = (rest: Parameters<typeof request>[0]) =>
  buildPersonaInput(request(rest), registration("architect"), []);
const keyOf = (description: string) => cacheKey(parts({}, description));
const normal = (text: string) => text.normalize("NFC").replaceAll(/\r\n?/g, "\n").trim();

test("the same question has the same key", () => {
  expect(cacheKey(parts())).toBe(cacheKey(parts()));
});

test.each<[string, Partial<CacheKeyParts>]>([
  ["the persona's version", { personaVersion: "1.0.1" }],
  ["the persona itself", { registration: "b".repeat(64) }],
  ["who answers", { provider: { name: "openai", fingerprint: "1" } }],
  ["the version of who answers", { provider: { name: "rulebook", fingerprint: "2" } }],
  ["an earlier review", { upstream: ["product-owner:abc"] }],
  ["the user's own key", { userKey: "mine" }],
  ["a plugin", { plugins: ["a"] }],
])("a change of %s is a different question", (_what, rest) => {
  expect(cacheKey(parts(rest))).not.toBe(cacheKey(parts()));
});

test("the order of plugins is part of the question", () => {
  expect(cacheKey(parts({ plugins: ["a", "b"] }))).not.toBe(
    cacheKey(parts({ plugins: ["b", "a"] })),
  );
});

test("mode, priority and enforced DevOps are part of the question", () => {
  const keys = [
    cacheKey(parts({ input: inputOf({}) })),
    cacheKey(parts({ input: inputOf({ mode: "mvp" }) })),
    cacheKey(parts({ input: inputOf({ enforceDevops: true }) })),
    cacheKey(parts({ input: inputOf({ metadata: { priority: "critical" } }) })),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

test("who asks, and for which project, is not", () => {
  expect(inputOf({ metadata: { requestedBy: "ann", project: "shop" } })).toEqual(inputOf({}));
});

test("line endings, outer space and Unicode form do not matter, case does", () => {
  expect(keyOf("  one\r\ntwo café \n")).toBe(keyOf("one\ntwo cafe\u0301"));
  expect(keyOf("US")).not.toBe(keyOf("us"));
});

test("two descriptions that differ in a word have different keys", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
      fc.pre(one.trim() !== "" && other.trim() !== "" && normal(one) !== normal(other));
      expect(cacheKey(parts({}, one))).not.toBe(cacheKey(parts({}, other)));
    }),
  );
});
