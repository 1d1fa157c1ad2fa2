import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { epicResponseSchema } from "../../src/schema/epic.ts";
import { openSandbox, type Sandbox } from "./epic.ts";

let box: Sandbox;
beforeEach(() => {
  box = openSandbox();
});
afterEach(() => {
  box[Symbol.dispose]();
});

function write(path: string, content: string): void {
  mkdirSync(dirname(box.path(path)), { recursive: true });
  writeFileSync(box.path(path), content);
}

/** A reviewer as somebody would write it: it reads the question and answers. */
const REVIEWER = `
import { readFileSync } from "node:fs";
const { epic, persona } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify({
  verdict: "CONCERNS",
  insights: [persona.name + " read " + epic.description.length + " characters after " + epic.previousPersonas],
  recommendations: [], questions: [],
  costAnalysis: { category: "design", amount: "0 USD" },
  confidence: 0.9,
}));
`;

const AS_IN_THE_MANUAL = `
providers: { reviewer: { type: agent, command: [node, review.mjs], input: stdin, output: stdout } }
personas: { architect: { provider: reviewer } }
`;

async function create(...args: readonly string[]) {
  const ended = await box.epic(["create", "Members renew loans", "--json", ...args]);
  const epic =
    ended.code === 0 ? epicResponseSchema.parse(JSON.parse(ended.stdout)).epic : undefined;
  const of = (name: string) => epic?.personas.find(({ persona }) => persona.name === name);
  return { ...ended, of };
}

test("a script answers for one persona, and the rulebook for the others", async () => {
  write("review.mjs", REVIEWER);
  write(".ai/config.yml", AS_IN_THE_MANUAL);
  const { of, code } = await create();
  expect(code).toBe(0);
  expect(of("architect")).toMatchObject({
    insights: ["architect read 19 characters after product-owner"],
    metadata: { model: "reviewer", source: "provider" },
  });
  expect(of("product-owner")).toMatchObject({ metadata: { source: "rulebook" } });
});

test("a script that was edited is asked again, one that was not answers from the cache", async () => {
  write("review.mjs", REVIEWER);
  write(".ai/config.yml", AS_IN_THE_MANUAL);
  await create();
  expect((await create()).of("architect")?.metadata.source).toBe("cache");
  write("review.mjs", REVIEWER.replace("0.9", "0.8"));
  expect((await create()).of("architect")).toMatchObject({
    confidence: 0.8,
    metadata: { source: "provider" },
  });
});

test("a provider that nobody is stops everything before it begins", async () => {
  write(
    ".ai/config.yml",
    "personas: { architect: { provider: reviwer } }\nproviders: {reviewer: {type: agent, command: [a]}}",
  );
  const { code, stdout, stderr } = await create();
  expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({
    error: {
      code: "INVALID_INPUT",
      message: '.ai/config.yml:1:36: personas.architect.provider: "reviwer" is no provider',
      hint: 'Did you mean "reviewer"?',
    },
  });
});
