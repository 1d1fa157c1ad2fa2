import * as fc from "fast-check";
import { expect, test } from "vitest";

import {
  choicesOf,
  parseReference,
  providerFaults,
  providerNamed,
  unknownProvider,
} from "../../src/core/providers.ts";
import { type Provider, providerReferenceSchema } from "../../src/schema/provider.ts";
import { registration } from "../fakes/review.ts";

const REVIEWER: Provider = { type: "agent", command: ["node", "review.mjs"] };
const PROVIDERS = { reviewer: REVIEWER };

test("a persona that says nothing is answered by the rulebook", () => {
  expect(choicesOf(registration("architect"), {})).toEqual([{ name: "rulebook" }]);
});

test("the configuration wins over the persona, key by key", () => {
  const own = registration("architect", {
    provider: "reviewer:small",
    model: "large",
    fallback: ["rulebook"],
  });
  expect(choicesOf(own, {})).toEqual([{ name: "reviewer", model: "large" }, { name: "rulebook" }]);
  expect(choicesOf(own, { architect: { model: "huge" } })).toMatchObject([
    { name: "reviewer", model: "huge" },
    { name: "rulebook" },
  ]);
  expect(choicesOf(own, { architect: { fallback: [] } })).toHaveLength(1);
});

test("the model of a persona is none of a provider that the configuration puts in its place", () => {
  const own = registration("architect", { provider: "reviewer", model: "large" });
  expect(choicesOf(own, { architect: { provider: "claude" } })).toEqual([{ name: "claude" }]);
  expect(choicesOf(own, { architect: { provider: "claude:opus" } })).toEqual([
    { name: "claude", model: "opus" },
  ]);
});

test("a persona that names a program is answered by it, unless somebody is named besides", () => {
  const own = registration("legal", { agentPath: "./legal.mjs" });
  expect(choicesOf(own, {})).toEqual([{ name: "agent" }]);
  expect(choicesOf({ ...own, provider: "claude" }, {})).toEqual([{ name: "claude" }]);
  expect(choicesOf(own, { legal: { provider: "rulebook" } })).toEqual([{ name: "rulebook" }]);
  expect(providerFaults({ ...own, provider: "agent" }, {})).toEqual([]);
});

test("a model may hold a colon itself", () => {
  expect(parseReference("ollama:llama3:8b")).toEqual({ name: "ollama", model: "llama3:8b" });
});

test("whatever is written before the first colon is the provider, and the rest its model", () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5})?$/);
  const model = fc.stringMatching(/^[!-~]{1,20}$/);
  fc.assert(
    fc.property(name, model, (provider, wanted) => {
      expect(parseReference(`${provider}:${wanted}`)).toEqual({ name: provider, model: wanted });
      expect(providerReferenceSchema.safeParse(`${provider}:${wanted}`).success).toBe(true);
    }),
  );
});

test.each(["", "Reviewer", "reviewer:", "a b", ":model"])("%j names no provider", (reference) => {
  expect(providerReferenceSchema.safeParse(reference).success).toBe(false);
});

test("coding agents need no entry, and an entry of their name takes their place", () => {
  expect(providerNamed("claude", {})).toEqual({ type: "agent", preset: "claude" });
  expect(providerNamed("reviewer", PROVIDERS)).toBe(REVIEWER);
  expect(providerNamed("claude", { claude: REVIEWER })).toBe(REVIEWER);
});

test.each(["constructor", "nobody"])("%s is no provider", (name) => {
  expect(unknownProvider(name, PROVIDERS)).toEqual({
    message: `"${name}" is no provider`,
    hint: "name one of rulebook, reviewer, or add it below providers in the configuration",
  });
});

test("a misspelt provider is answered with the one that was meant", () => {
  expect(unknownProvider("reviwer:large", PROVIDERS)?.hint).toBe('Did you mean "reviewer"?');
  expect(unknownProvider("cluade", PROVIDERS)?.hint).toBe('Did you mean "claude"?');
  expect(unknownProvider("rulebook", PROVIDERS)).toBeUndefined();
});

test("a persona that names providers which nobody is has a fault for each", () => {
  const own = registration("legal", { provider: "reviwer", fallback: ["rulebook", "nobody"] });
  expect(providerFaults(own, PROVIDERS)).toEqual([
    'legal: "reviwer" is no provider; Did you mean "reviewer"?',
    'legal: "nobody" is no provider; name one of rulebook, reviewer, or add it below providers in the configuration',
  ]);
});
