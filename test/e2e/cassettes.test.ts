import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { flawed, good, SEEN } from "../adapters/models/answers.ts";
import { KEY, openModelServer, type Reply } from "../wire/model-server.ts";
import { openaiCompatible } from "../wire/openai.ts";
import { openSandbox, type Sandbox } from "./epic.ts";

const EPIC = "Customers sign in with single sign-on and see their orders";

const AGENT = `
import { readFileSync } from "node:fs";
readFileSync(0);
console.log(JSON.stringify({ recommendations: [], insights: ["By hand"], confidence: 0.6 }));
`;

function project(baseUrl: string): Sandbox {
  const sandbox = openSandbox();
  onTestFinished(() => sandbox[Symbol.dispose]());
  const files = {
    "agent.mjs": AGENT,
    ".ai/config.yml": `
coordination: { maxRetries: 0 }
providers:
  house: { type: openai-compatible, baseUrl: "${baseUrl}", apiKeyEnv: HOUSE_KEY }
  mine: { type: agent, command: [node, agent.mjs], input: stdin, output: stdout }
personas:
  architect: { provider: "house:llama3.1" }
  devops-engineer: { provider: mine }
`,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(sandbox.path(path)), { recursive: true });
    writeFileSync(sandbox.path(path), text);
  }
  sandbox.trustAll();
  return sandbox;
}

async function serve(script: readonly Reply[]) {
  const server = await openModelServer(openaiCompatible, script);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
}

const SCRIPT: readonly Reply[] = [
  { does: "answer", text: flawed({ priority: "soon" }) },
  { does: "answer", text: good({ coverage: SEEN }) },
];

test("a replay is the bytes of the record: without network, key, agent or trace", async () => {
  const server = await serve(SCRIPT);
  const sandbox = project(server.baseUrl);
  const record = await sandbox.epic(["create", EPIC, "--json", "--record", "tapes/login"], {
    env: { HOUSE_KEY: KEY },
  });
  expect(record.code).toBe(0);
  expect(readdirSync(sandbox.path("tapes/login")).toSorted()).toEqual([
    "architect.1.yml",
    "architect.2.yml",
    "devops-engineer.1.yml",
    "tape.yml",
  ]);
  const asked = readFileSync(sandbox.path("tapes/login/architect.2.yml"), "utf8");
  expect(asked).toContain("recommendations[0].priority must be critical, high, medium or low");
  expect((await sandbox.shell(`grep -rl "${KEY}" tapes || echo none`)).stdout.trim()).toBe("none");
  await server[Symbol.asyncDispose]();
  writeFileSync(sandbox.path("agent.mjs"), "process.exit(1)");
  const before = await sandbox.epic(["list", "--json"]);
  const replays = [
    await sandbox.epic(["create", EPIC, "--json", "--replay", "tapes/login"]),
    await sandbox.epic(["create", EPIC, "--json", "--replay", "tapes/login", "--no-egress"]),
  ];
  for (const { code, stdout } of replays) {
    expect(code).toBe(0);
    expect(stdout).toBe(record.stdout);
  }
  expect((await sandbox.epic(["list", "--json"])).stdout).toBe(before.stdout);
  // The recorded run itself is a run like any other.
  expect((await sandbox.epic(["show", "latest", "--json"])).stdout).toBe(record.stdout);
});

test("a prompt that was changed is told with its exchange and line, and the run stops", async () => {
  const server = await serve(SCRIPT);
  const sandbox = project(server.baseUrl);
  await sandbox.epic(["create", EPIC, "--record", "tape"], { env: { HOUSE_KEY: KEY } });
  mkdirSync(sandbox.path(".ai/prompts/architect"), { recursive: true });
  writeFileSync(sandbox.path(".ai/prompts/architect/system.md"), "You are somebody else.\n");
  const { code, stderr, stdout } = await sandbox.epic(["create", EPIC, "--replay", "tape"]);
  expect(code).toBe(6);
  expect(stderr).toMatch(
    /The exchange architect\.1\.yml of \S+tape no longer matches: request\.system differs in line 1: it was "You are the Architect/,
  );
  expect(stdout).toBe("");
});

test.each([
  [["--replay", "nothing"], 2, "There is no record in"],
  [["--record", "a", "--replay", "b"], 2, "--record and --replay exclude each other"],
  [["--record", " "], 2, "--record is empty"],
  [["--record", ".ai"], 2, "is no record: it holds"],
])("%j is refused in a sentence", async (flags, exit, sentence) => {
  const sandbox = project("http://127.0.0.1:1/v1");
  const { code, stderr } = await sandbox.epic(["create", EPIC, ...flags]);
  expect(code).toBe(exit);
  expect(stderr).toContain(sentence);
});
