import { mkdirSync, writeFileSync } from "node:fs";

import { expect, onTestFinished, test } from "vitest";

import { epicResponseSchema } from "../../src/schema/epic.ts";
import { good, SEEN } from "../adapters/models/answers.ts";
import { KEY, openModelServer, type Reply } from "../wire/model-server.ts";
import { openaiCompatible } from "../wire/openai.ts";
import { openSandbox, outcomeOf } from "./epic.ts";

const EPIC = "Customers sign in with single sign-on and see their orders";
const CREATE = ["create", EPIC, "--no-cache", "--json"];
const NAMES = ["product-owner", "architect", "security-specialist", "devops-engineer"];

/** A project in which a model on this machine answers for some personas. */
async function house(script: readonly Reply[] | Reply, coordination: string, names = NAMES) {
  const server = await openModelServer(openaiCompatible, script);
  onTestFinished(() => server[Symbol.asyncDispose]());
  const box = openSandbox();
  onTestFinished(() => box[Symbol.dispose]());
  mkdirSync(box.path(".ai"));
  const asked = names.map(
    (name) => `  ${name}: { provider: "house:llama3", fallback: [rulebook] }`,
  );
  writeFileSync(
    box.path(".ai/config.yml"),
    `coordination: { ${coordination} }
providers:
  house: { type: openai-compatible, baseUrl: "${server.baseUrl}", apiKeyEnv: HOUSE_KEY }
personas:
${asked.join("\n")}
`,
  );
  return { box, server, options: { env: { HOUSE_KEY: KEY } } };
}

const sourcesOf = (stdout: string) =>
  epicResponseSchema
    .parse(JSON.parse(stdout))
    .epic.personas.filter(({ persona }) => NAMES.includes(persona.name))
    .map(({ metadata }) => metadata.source);

test("a model that is down is asked three times in all, and the rulebook stands in for the rest", async () => {
  const down = { does: "refuse", status: 503, message: "overloaded" } as const;
  const { box, server, options } = await house(down, "maxRetries: 0");
  const { code, stdout, stderr } = await box.epic(CREATE, options);
  expect(code).toBe(0);
  expect(server.asked).toHaveLength(3);
  expect(sourcesOf(stdout)).toEqual(NAMES.map(() => "fallback"));
  expect(stderr).toMatch(/house is not asked for another \d+ s, since it failed 3 times in a row/);
});

test("a model that says when to come again is asked again, and answers", async () => {
  const busy = { does: "refuse", status: 429, headers: { "retry-after": "1" } } as const;
  const answer = { does: "answer", text: good({ coverage: SEEN }) } as const;
  const { box, server, options } = await house([busy, answer], "maxRetries: 1", ["architect"]);
  const { code, stdout, stderr } = await box.epic(CREATE, options);
  expect({ code, stdout }).toMatchObject({ code: 0 });
  expect(server.asked).toHaveLength(2);
  expect(stderr).toMatch(/architect: attempt 1 failed [^\n]+; trying again\n/);
});

test("one that wants to be left alone for an hour is not waited for", async () => {
  const busy = { does: "refuse", status: 429, headers: { "retry-after": "3600" } } as const;
  const { box, server, options } = await house(busy, "maxRetries: 3");
  const { code, stdout } = await box.epic(CREATE, options);
  expect(code).toBe(0);
  expect(sourcesOf(stdout)).toEqual(NAMES.map(() => "fallback"));
  expect(server.asked.length).toBeLessThanOrEqual(NAMES.length);
});

test("a model that is silent is named with the time for the network, within that of the persona", async () => {
  const limits = "maxRetries: 0, networkTimeout: 0.5, workflowTimeout: 60";
  const { box, server, options } = await house({ does: "hang" }, limits, ["architect"]);
  const { code, stderr } = await box.epic(CREATE, options);
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /architect: warning: house failed \((?:TIMEOUT|NETWORK_ERROR)\): [^\n]*0\.5 s/,
  );
  expect(server.open()).toBe(0);
});

test("Ctrl-C aborts the request that is under way", async () => {
  const { box, server, options } = await house({ does: "hang" }, "maxRetries: 0", ["architect"]);
  const child = box.spawn(CREATE, options);
  const outcome = outcomeOf(child);
  await expect.poll(() => server.open(), { timeout: 20_000 }).toBe(1);
  child.kill("SIGINT");
  expect(await outcome).toMatchObject({ code: 130 });
  await expect.poll(() => server.open(), { timeout: 5000 }).toBe(0);
});
