import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { good, SEEN } from "../adapters/models/answers.ts";
import { KEY, openModelServer } from "../wire/model-server.ts";
import { openaiCompatible } from "../wire/openai.ts";
import { openSandbox, type Sandbox } from "./epic.ts";

const EPIC = "Customers sign in with single sign-on and see their orders";

function project(files: Readonly<Record<string, string>> = {}): Sandbox {
  const sandbox = openSandbox();
  onTestFinished(() => sandbox[Symbol.dispose]());
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(sandbox.path(path)), { recursive: true });
    writeFileSync(sandbox.path(path), text);
  }
  return sandbox;
}

test("epic prompt prints to the byte what is then sent", async () => {
  const server = await openModelServer(openaiCompatible, [
    { does: "answer", text: good({ coverage: SEEN }) },
  ]);
  onTestFinished(() => server[Symbol.asyncDispose]());
  const config = `
providers: { house: { type: openai-compatible, baseUrl: "${server.baseUrl}" } }
personas: { architect: { provider: "house:llama3.1" } }
prices: { llama3.1: { input: 1, output: 2 } }
`;
  const sandbox = project({ ".ai/config.yml": config });
  const shown = await sandbox.epic(["prompt", "architect", EPIC, "--json"]);
  const { system, user, model, inputTokens, costUsd, earlier } = JSON.parse(shown.stdout);
  expect({ model, earlier }).toEqual({ model: "llama3.1", earlier: "rulebook" });
  expect(inputTokens.low).toBeGreaterThan(1000);
  expect(costUsd.expected).toBeGreaterThan(0);
  expect(server.asked).toEqual([]);
  await sandbox.epic(["create", EPIC]);
  expect(server.asked[0]?.body).toMatchObject({
    messages: [
      { role: "system", content: system },
      { role: "user", content: user },
    ],
  });
  // A run that is there tells the same, with the reviews that it really has.
  const ofRun = await sandbox.epic(["prompt", "architect", "--run", "latest", "--json"]);
  expect(JSON.parse(ofRun.stdout)).toMatchObject({ earlier: "run", system, user });
});

test("on a terminal the prompt is the result, and what it takes stands beside it", async () => {
  const { stdout, stderr, code } = await project().epic(["prompt", "product-owner", EPIC]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^----- system -----\nYou are the Product Owner/);
  expect(stdout).toContain("----- user -----\nReview the epic below");
  expect(stderr).toMatch(/about \d+ tokens \(\d+ to \d+\), rulebook answers for product-owner/);
});

test("prompts of the project come before those that ship, those of the persona before both", async () => {
  const sandbox = project({
    ".ai/prompts/system.md": "Ours: {{title}}",
    ".ai/prompts/architect/system.md": "Its own: {{title}}",
    ".ai/prompts/devops-engineer/system.md": "{{nobody}}",
  });
  const systemOf = async (persona: string) => {
    const { stdout } = await sandbox.epic(["prompt", persona, EPIC, "--json"]);
    return JSON.parse(stdout).system;
  };
  expect(await systemOf("product-owner")).toBe("Ours: Product Owner");
  expect(await systemOf("architect")).toBe("Its own: Architect");
  const broken = await sandbox.epic(["prompt", "devops-engineer", EPIC]);
  expect(broken.code).toBe(2);
  expect(broken.stderr).toContain(
    "The template .ai/prompts/devops-engineer/system.md has no value for {{nobody}} on line 1",
  );
});

test.each([
  [["prompt", "architekt", EPIC], 'Did you mean "architect"?'],
  [["prompt", "architect"], "No description is given"],
  [["prompt", "architect", EPIC, "--run", "latest"], "--run has a description of its own"],
  [["prompt", "architect", "--run", "latest"], "No run has been saved yet"],
])("%j is refused in a sentence", async (args, sentence) => {
  const { code, stderr, stdout } = await project().epic(args);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
  expect(stdout).toBe("");
});

test("no key is needed to see a prompt", async () => {
  const config = `personas: { architect: { provider: "anthropic:claude-opus-4-5" } }`;
  const sandbox = project({ ".ai/config.yml": config });
  const { stdout, code } = await sandbox.epic(["prompt", "architect", EPIC], {
    env: { ANTHROPIC_API_KEY: KEY },
  });
  expect(code).toBe(0);
  expect(stdout).not.toContain(KEY);
  expect((await sandbox.epic(["prompt", "architect", EPIC])).code).toBe(0);
});
