import * as fc from "fast-check";
import { expect, test } from "vitest";

import type { TrustedFile } from "../../../src/core/trust/code-hash.ts";
import { isOfRepository, termsHash, termsOf } from "../../../src/core/trust/terms.ts";
import { whatChanged } from "../../../src/core/trust/what-changed.ts";
import { type Provider, providerSchema } from "../../../src/schema/provider.ts";

const provider = (entry: object): Provider => providerSchema.parse(entry);

test.each([
  [{ type: "human", who: "Dana" }],
  [{ type: "agent", preset: "claude", model: "opus", timeout: 60 }],
  [{ type: "anthropic", apiKeyEnv: "AWS_SECRET" }],
  [{ type: "openai", headers: { team: "${TEAM}" } }],
  [{ type: "openai-compatible", baseUrl: "https://models.example/v1" }],
  [{ type: "openai-compatible", baseUrl: "http://127.0.0.1:1/v1", apiKeyEnv: "KEY" }],
  [{ type: "google", baseUrl: "http://[::1]:8080" }],
])("%j can do nothing, whoever wrote it", (entry) => {
  expect(termsOf(provider(entry))).toBeUndefined();
});

test.each([
  [{ type: "agent", command: ["node", "review.mjs"] }, "node review.mjs"],
  [{ type: "agent", command: ["sh", "-c", 'a "b"'], env: ["KEY"] }, 'sh -c "a \\"b\\"" with KEY'],
  [
    { type: "agent", preset: "claude", env: ["A", "B"] },
    "claude -p --output-format json --model={model} with A and B",
  ],
  [
    { type: "openai", baseUrl: "https://a.example/v1", headers: { x: "${A} ${OPENAI_API_KEY}" } },
    "https://a.example/v1 with OPENAI_API_KEY and A",
  ],
  [
    { type: "google", baseUrl: "https://a.example", apiKeyFile: "key.txt", apiKeyEnv: "KEY" },
    "https://a.example with what key.txt holds",
  ],
])("%j would do what it says", (entry, says) => {
  expect(termsOf(provider(entry))?.says).toBe(says);
});

function hash(of: object, covers: readonly TrustedFile[] = []): string | undefined {
  const terms = termsOf(provider(of));
  return terms && termsHash(terms, covers);
}

const command = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 });
const agent = (of: object) => ({ type: "agent", ...of });
const file = fc.record({ path: fc.string(), sha256: fc.string() });

test("trust is bound to every word, variable and file, and to nothing else", () => {
  const entry = fc.record({ command, env: fc.constantFrom([], ["A"], ["A", "B"]) });
  const files = fc.uniqueArray(file, { maxLength: 3, selector: ({ path }) => path });
  fc.assert(
    fc.property(entry, entry, files, files, fc.integer({ min: 1 }), (one, other, a, b, timeout) => {
      const same =
        JSON.stringify([one, a.toSorted(byPath)]) === JSON.stringify([other, b.toSorted(byPath)]);
      expect(hash(agent(one), a) === hash(agent(other), b)).toBe(same);
      expect(hash({ ...agent(one), timeout, output: "file" }, a.toReversed())).toBe(
        hash(agent(one), a),
      );
    }),
  );
});

const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1);

test.each([
  [{ type: "openai", baseUrl: "https://b.example/v1" }],
  [{ type: "openai", baseUrl: "https://a.example/v1", apiKeyEnv: "OTHER" }],
  [{ type: "openai", baseUrl: "https://a.example/v1", apiKeyFile: "key" }],
  [{ type: "openai", baseUrl: "https://a.example/v1", headers: { x: "1" } }],
])("another address, key or header is another thing to trust: %j", (entry) => {
  expect(hash(entry)).not.toBe(hash({ type: "openai", baseUrl: "https://a.example/v1" }));
});

function project(values: object) {
  return { origin: "project", ofRepository: true, values: { ...values } };
}

test("whatever a file of the repository says of a provider makes it the repository's", () => {
  const user = { origin: "user file", values: { providers: { mine: { type: "agent" } } } };
  expect(isOfRepository("mine", [user])).toBe(false);
  expect(isOfRepository("mine", [user, project({ personas: {} })])).toBe(false);
  expect(isOfRepository("mine", [user, project({ providers: { mine: { model: "m" } } })])).toBe(
    true,
  );
  expect(isOfRepository("other", [project({ providers: { mine: {} } })])).toBe(false);
});

const at = (path: string, sha256 = "1") => ({ path, sha256 });

test.each([
  [{ says: "node a" }, { says: "node b" }, "it was node a, and is node b"],
  [{ covers: [at("a")] }, { covers: [at("a", "2")] }, "a changed"],
  [{ covers: [at("a")] }, { covers: [at("b")] }, "b is new (and 1 more)"],
  [{ covers: [at("a"), at("b")] }, { covers: [at("a")] }, "b is gone"],
  [{ says: "node a", covers: [at("a")] }, { says: "node a", covers: [at("a")] }, undefined],
  [{ covers: [at("a")] }, {}, "a is gone"],
  [{}, { covers: [at("a")] }, undefined],
])("%j that became %j is told as %s", (before, now, told) => {
  expect(whatChanged(before, now)).toBe(told);
});
