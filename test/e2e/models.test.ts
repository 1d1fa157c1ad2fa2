import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { good, SEEN } from "../adapters/models/answers.ts";
import { anthropic } from "../wire/anthropic.ts";
import { KEY, type ModelServer, openModelServer, type Reply } from "../wire/model-server.ts";
import { openaiCompatible } from "../wire/openai.ts";
import type { Vendor } from "../wire/vendor.ts";
import { openSandbox, outcomeOf, type Sandbox } from "./epic.ts";

const EPIC = "Customers sign in with single sign-on and see their orders";

async function serve(vendor: Vendor, script: readonly Reply[] | Reply): Promise<ModelServer> {
  const server = await openModelServer(vendor, script);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
}

function project(config: string): Sandbox {
  const sandbox = openSandbox();
  onTestFinished(() => sandbox[Symbol.dispose]());
  const file = sandbox.path(".ai/config.yml");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, config);
  return sandbox;
}

/** The architect asks a model, everybody else the rulebook. */
const houseOf = ({ name }: Vendor, baseUrl: string, more = ""): string => `
coordination: { networkTimeout: 20 }
providers:
  house: { type: ${name}, baseUrl: "${baseUrl}", apiKeyEnv: HOUSE_KEY${more} }
personas:
  architect: { provider: "house:${name === "anthropic" ? "claude-opus-4-5" : "llama3.1"}" }
`;

const env = { HOUSE_KEY: KEY };

test("one persona is answered by a model, the others by the rulebook, in one epic", async () => {
  const server = await serve(anthropic, [{ does: "answer", text: good({ coverage: SEEN }) }]);
  const sandbox = project(houseOf(anthropic, server.baseUrl));
  const { code, stdout, stderr } = await sandbox.epic(["create", EPIC, "--json"], { env });
  expect(stderr).toContain("asking claude-opus-4-5");
  expect(code).toBe(0);
  expect(server.faults).toEqual([]);
  const { epic } = JSON.parse(stdout);
  const models = epic.personas.map((each: { metadata: { model: string } }) => each.metadata.model);
  expect(models.filter((model: string) => model !== "rulebook")).toEqual(["claude-opus-4-5"]);
  expect(stdout).toContain("Show each customer their own orders only");
  expect(server.asked[0]?.said).toContain("review of product-owner");
  // Asked once: the second time, the cache answers.
  expect((await sandbox.epic(["create", EPIC], { env })).code).toBe(0);
  expect(server.asked).toHaveLength(1);
});

test("what never fits ends with exit 4, the raw text in a file, and no key in sight", async () => {
  const server = await serve(openaiCompatible, { does: "answer", text: `I am ${KEY}` });
  const sandbox = project(houseOf(openaiCompatible, server.baseUrl));
  const { code, stderr } = await sandbox.epic(["create", EPIC], { env });
  expect(code).toBe(4);
  expect(stderr).toContain("The answer of house does not fit after 3 tries");
  // Sent back twice, and not begun anew by the retries of the engine.
  expect(server.asked).toHaveLength(3);
  const [, file = ""] = /read it in (\S+);/.exec(stderr) ?? [];
  expect(readFileSync(file, "utf8")).toBe("I am [redacted]");
  expect(stderr).not.toContain(KEY);
  const state = await sandbox.shell(`grep -rl "${KEY}" .ai || echo none`);
  expect(state.stdout.trim()).toBe("none");
});

test("a key that is missing is told with its variable, and the run can be resumed with it", async () => {
  const server = await serve(anthropic, [{ does: "answer", text: good({ coverage: SEEN }) }]);
  const sandbox = project(houseOf(anthropic, server.baseUrl));
  const { code, stderr } = await sandbox.epic(["create", EPIC]);
  expect(code).toBe(2);
  expect(stderr).toContain("house needs a key, and HOUSE_KEY is not set");
  expect(stderr).toContain("export HOUSE_KEY=");
  expect((await sandbox.epic(["resume", "latest"], { env })).code).toBe(0);
});

test("a server that is not there is told with its address", async () => {
  const gone = await openModelServer(openaiCompatible, []);
  await gone[Symbol.asyncDispose]();
  const sandbox = project(houseOf(openaiCompatible, gone.baseUrl));
  const { code, stderr } = await sandbox.epic(["create", EPIC], {
    env: { ...env, EPIC_MAX_RETRIES: "0" },
  });
  expect(code).toBe(3);
  expect(stderr).toContain(`Nobody answers for house at ${new URL(gone.baseUrl).origin}`);
});

test("--no-egress keeps every call on this machine", async () => {
  const sandbox = project(houseOf(anthropic, "https://models.example.com/v1"));
  sandbox.trustAll();
  const { code, stderr } = await sandbox.epic(["create", EPIC, "--no-egress"], { env });
  expect(code).toBe(5);
  expect(stderr).toContain("--no-egress forbids house to call models.example.com");
  const server = await serve(openaiCompatible, [
    { does: "answer", text: good({ coverage: SEEN }) },
  ]);
  const near = project(houseOf(openaiCompatible, server.baseUrl));
  expect((await near.epic(["create", EPIC, "--no-egress"], { env })).code).toBe(0);
});

test("a server that asks to wait is asked again when it said, and the run goes on", async () => {
  const server = await serve(openaiCompatible, [
    { does: "refuse", status: 429, headers: { "retry-after": "1" } },
    { does: "drop" },
    { does: "answer", text: good({ coverage: SEEN }) },
  ]);
  const sandbox = project(houseOf(openaiCompatible, server.baseUrl));
  const { code, stderr } = await sandbox.epic(["create", EPIC], { env });
  expect(code).toBe(0);
  expect(stderr).toContain("attempt 1 failed (PERSONA_UNAVAILABLE): house answered 429");
  expect(stderr).toContain("attempt 2 failed (NETWORK_ERROR)");
  expect(server.asked).toHaveLength(3);
});

test("whoever interrupts is heard in the middle of an answer, and the run can go on", async () => {
  const server = await serve(openaiCompatible, [
    { does: "stall", text: good({ insights: ["word ".repeat(200)] }) },
    { does: "answer", text: good({ coverage: SEEN }) },
  ]);
  // Were the clock of a silent server still running, the process would outlast this test.
  const sandbox = project(houseOf(openaiCompatible, server.baseUrl, ", timeout: 3600"));
  const child = sandbox.spawn(["create", EPIC], { env });
  const ended = outcomeOf(child);
  let said = "";
  child.stderr?.on("data", (text: Buffer) => {
    // Once: a second time would mean at once, whatever is not saved.
    const before = said.includes("has written");
    said += text.toString("utf8");
    if (!before && said.includes("has written")) child.kill("SIGINT");
  });
  expect((await ended).code).toBe(130);
  await expect.poll(() => server.open(), { timeout: 20_000 }).toBe(0);
  expect((await sandbox.epic(["resume", "latest"], { env })).code).toBe(0);
});

test.each([
  ["house: { type: anthropc }", "providers.house"],
  ["house: { type: openai-compatible }", "baseUrl"],
  ["house: { type: openai, apiKey: sk-test-0123456789abcdef0123 }", "apiKey"],
  ["house: { type: openai, apiKeyEnv: sk-test-0123456789abcdef0123 }", "apiKeyEnv"],
])(
  "a provider written as %s is refused with its line, and no key is repeated",
  async (entry, name) => {
    const sandbox = project(`providers:\n  ${entry}\n`);
    const { code, stderr } = await sandbox.epic(["create", EPIC]);
    expect(code).toBe(2);
    expect(stderr).toContain(".ai/config.yml:2:");
    expect(stderr).toContain(name);
    expect(stderr).not.toContain(KEY);
  },
);

test("a key in the file of the project is warned of with its line, and works all the same", async () => {
  const server = await serve(openaiCompatible, [
    { does: "answer", text: good({ coverage: SEEN }) },
  ]);
  const headers = `, headers: { x-api-key: ${KEY} }`;
  const sandbox = project(houseOf(openaiCompatible, server.baseUrl, headers));
  const { code, stderr } = await sandbox.epic(["create", EPIC], { env });
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /warning: \.ai\/config\.yml:4:\d+: providers\.house\.headers\.x-api-key looks like an API key/,
  );
  expect(stderr).not.toContain(KEY);
  const validated = await sandbox.epic(["config", "validate", ".ai/config.yml"]);
  expect(`${validated.stdout}${validated.stderr}`).toContain("x-api-key looks like an API key");
});

test("a key file that Git carries is warned of", async () => {
  const server = await serve(openaiCompatible, {
    does: "answer",
    text: good({ coverage: SEEN }),
  });
  const config = houseOf(openaiCompatible, server.baseUrl).replace(
    "apiKeyEnv: HOUSE_KEY",
    "apiKeyFile: key.txt",
  );
  const sandbox = project(config);
  writeFileSync(sandbox.path("key.txt"), `${KEY}\n`);
  const quiet = await sandbox.epic(["create", EPIC]);
  expect(quiet.stderr).not.toContain("committed");
  await sandbox.shell("git init -q && git add key.txt");
  const { code, stderr } = await sandbox.epic(["create", `${EPIC}, and reviews`]);
  expect(stderr).toContain("warning: Git keeps key.txt, which holds the key of house");
  expect(code).toBe(0);
});

const agent = (more: string): string => `
providers: { mine: { type: agent, command: [node, -e, "process.exit(1)"]${more} } }
personas: { architect: { provider: mine } }
coordination: { maxRetries: 0 }
`;

test("--no-egress asks no agent that does not say that it stays", async () => {
  const refusing = project(agent(""));
  refusing.trustAll();
  const refused = await refusing.epic(["create", EPIC, "--no-egress"]);
  expect(refused.code).toBe(5);
  expect(refused.stderr).toContain("--no-egress forbids to ask mine, which may call anybody");
  const asking = project(agent(", egress: false"));
  asking.trustAll();
  const asked = await asking.epic(["create", EPIC, "--no-egress"]);
  expect(asked.code).toBe(3);
});
