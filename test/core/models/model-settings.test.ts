import { expect, test } from "vitest";

import { modelSettings } from "../../../src/core/models/model-settings.ts";

test("what is not said is as it is best for the type", () => {
  expect(modelSettings("anthropic", { type: "anthropic" }, "claude-x")).toEqual({
    name: "anthropic",
    type: "anthropic",
    model: "claude-x",
    baseUrl: undefined,
    key: { file: undefined, variables: ["ANTHROPIC_API_KEY"], required: true },
    headers: {},
    temperature: undefined,
    maxOutputTokens: 16_000,
    timeout: undefined,
    repairs: 2,
    grounding: "rulebook",
    structured: "schema",
  });
  expect(modelSettings("g", { type: "google" }, "m").key.variables).toEqual([
    "GEMINI_API_KEY",
    "GOOGLE_GENERATIVE_AI_API_KEY",
  ]);
});

test("what is said counts, and the model of the persona before that of the provider", () => {
  const provider = {
    type: "openai-compatible",
    baseUrl: "http://127.0.0.1:1/v1//",
    model: "small",
    structured: "json",
    maxOutputTokens: 5,
    grounding: "none",
  } as const;
  expect(modelSettings("box", provider, "large")).toMatchObject({
    model: "large",
    baseUrl: "http://127.0.0.1:1/v1",
    structured: "json",
    maxOutputTokens: 5,
    grounding: "none",
    key: { variables: [], required: false },
  });
  expect(modelSettings("box", { ...provider, structured: undefined }, undefined)).toMatchObject({
    model: "small",
    structured: "schema",
  });
});

test("a key that is named must be there, also for a server of one's own", () => {
  const baseUrl = "http://127.0.0.1:1/v1";
  const type = "openai-compatible";
  const named = modelSettings("box", { type, baseUrl, apiKeyEnv: "BOX" }, "m");
  expect(named.key).toEqual({ file: undefined, variables: ["BOX"], required: true });
  const filed = modelSettings("box", { type, baseUrl, apiKeyFile: "key" }, "m");
  expect(filed.key).toEqual({ file: "key", variables: [], required: true });
});

test("somebody must say which model", () => {
  expect(() => modelSettings("openai", { type: "openai" }, undefined)).toThrow(
    "Nobody says which model of openai is to answer",
  );
});
