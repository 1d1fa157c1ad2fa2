import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { ask } from "../../contracts/persona-provider.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { anthropic } from "../../wire/anthropic.ts";
import { KEY, openModelServer, type Reply } from "../../wire/model-server.ts";
import { openai, openaiCompatible } from "../../wire/openai.ts";
import { good } from "./answers.ts";
import { openBench, VENDORS } from "./model-bench.ts";

const FAILURES: readonly (readonly [string, Reply, object])[] = [
  [
    "429 with Retry-After",
    { does: "refuse", status: 429, headers: { "retry-after": "3" }, message: "slow down" },
    { code: "PERSONA_UNAVAILABLE", recoverable: true, retryAfterMs: 3000 },
  ],
  ["500", { does: "refuse", status: 500 }, { code: "PERSONA_UNAVAILABLE", recoverable: true }],
  ["529", { does: "refuse", status: 529 }, { code: "PERSONA_UNAVAILABLE", recoverable: true }],
  [
    "an error page",
    { does: "refuse", status: 502, body: "<html>Bad gateway</html>" },
    { code: "PERSONA_UNAVAILABLE", message: "house answered 502" },
  ],
  ["a dropped connection", { does: "drop" }, { code: "NETWORK_ERROR", recoverable: true }],
  ["a truncated stream", { does: "cut", text: good() }, { code: "NETWORK_ERROR" }],
  [
    "a stream that ends without its end",
    { does: "fade", text: good().slice(0, 300) },
    { code: "NETWORK_ERROR", message: "The answer of house broke off in the middle" },
  ],
  ["an error within the stream", { does: "fail", text: good() }, { code: "PERSONA_UNAVAILABLE" }],
  [
    "401",
    { does: "refuse", status: 401 },
    { code: "NOT_ALLOWED", hint: "check the key in TEST_KEY" },
  ],
  [
    "404",
    { does: "refuse", status: 404 },
    { code: "INVALID_INPUT", hint: expect.stringContaining("check the model") },
  ],
  [
    "400",
    { does: "refuse", status: 400, message: "bad schema" },
    { code: "INVALID_INPUT", message: "house answered 400: bad schema" },
  ],
  ["402", { does: "refuse", status: 402 }, { code: "BUDGET_EXCEEDED", recoverable: false }],
  ["408", { does: "refuse", status: 408 }, { code: "TIMEOUT", recoverable: true }],
];

for (const vendor of VENDORS) {
  test.each(FAILURES)(`${vendor.name}: %s`, async (_what, reply, error) => {
    const bench = await openBench(vendor, reply);
    const { server } = bench;
    await expect(ask(bench.adapter)).rejects.toMatchObject(error);
    expect(server.asked).toHaveLength(1);
  });

  test.each(["hang", "stall"] as const)(
    `${vendor.name}: whoever falls silent (%s) is given up on after the network timeout`,
    async (does) => {
      const reply: Reply = does === "hang" ? { does } : { does, text: good() };
      const bench = await openBench(vendor, reply, { host: { networkTimeoutMs: 300 } });
      await expect(ask(bench.adapter)).rejects.toMatchObject({
        code: "TIMEOUT",
        message: "house sent nothing for 0.3 s",
        hint: "raise providers.house.timeout, or coordination.networkTimeout",
      });
    },
  );

  test(`${vendor.name}: a stream that ends without its end after all was said is an answer`, async () => {
    const bench = await openBench(vendor, { does: "fade", text: good() });
    expect((await ask(bench.adapter)).verdict).toBe("CONCERNS");
  });
}

test("nobody is sent elsewhere with the key in hand", async () => {
  const elsewhere = await openModelServer(openai, { does: "answer", text: good() });
  onTestFinished(() => elsewhere[Symbol.asyncDispose]());
  const to = `${elsewhere.baseUrl}/chat/completions`;
  const bench = await openBench(openai, { does: "redirect", to });
  await expect(ask(bench.adapter)).rejects.toMatchObject({ code: "NETWORK_ERROR" });
  expect(bench.server.asked).toHaveLength(1);
  expect(elsewhere.asked).toEqual([]);
});

test("too little credit is no reason to wait", async () => {
  const body = JSON.stringify({ error: { message: "Buy more", code: "insufficient_quota" } });
  const bench = await openBench(openai, { does: "refuse", status: 429, body });
  await expect(ask(bench.adapter)).rejects.toMatchObject({
    code: "BUDGET_EXCEEDED",
    message: "house answered 429: Buy more",
  });
});

test("what a server says of the key is not repeated", async () => {
  const message = `Incorrect API key provided: ${KEY}`;
  const bench = await openBench(openai, { does: "refuse", status: 401, message });
  await expect(ask(bench.adapter)).rejects.toMatchObject({
    message: "house answered 401: Incorrect API key provided: [redacted]",
  });
});

test("a server that is not there is told with its address", async () => {
  const { baseUrl, ...gone } = await openModelServer(openaiCompatible, []);
  await gone[Symbol.asyncDispose]();
  const bench = await openBench(openaiCompatible, [], { settings: { baseUrl } });
  await expect(ask(bench.adapter)).rejects.toMatchObject({
    code: "NETWORK_ERROR",
    message: `Nobody answers for house at ${new URL(baseUrl).origin} (ECONNREFUSED)`,
    hint: "start the server, or check providers.house.baseUrl",
  });
});

test("a key that is missing is told with its variable, and nobody is asked", async () => {
  const bench = await openBench(anthropic, [], { host: { env: {} } });
  const { server } = bench;
  await expect(ask(bench.adapter)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: "house needs a key, and TEST_KEY is not set",
    hint: expect.stringContaining("providers.house.apiKeyEnv"),
  });
  expect(server.asked).toEqual([]);
});

test("a key can lie in a file, and must be all that is in it", async () => {
  const root = tempFolder();
  const key = { file: "key.txt", variables: [], required: true };
  const open = () =>
    openBench(openai, [{ does: "answer", text: good() }], { settings: { key }, host: { root } });
  const attempt = async () => {
    const bench = await open();
    return await ask(bench.adapter);
  };
  await expect(attempt()).rejects.toThrow("The key of house cannot be read from key.txt");
  writeFileSync(join(root, "key.txt"), "");
  await expect(attempt()).rejects.toThrow("key.txt, which is to hold the key of house, is empty");
  writeFileSync(join(root, "key.txt"), `OPENAI_API_KEY = ${KEY}`);
  await expect(attempt()).rejects.toThrow("holds more than a key");
  writeFileSync(join(root, "key.txt"), `${KEY}\n`);
  expect((await attempt()).verdict).toBe("CONCERNS");
});

test("a server of one's own needs no key, and gets the headers it wants", async () => {
  const key = { file: undefined, variables: [], required: false };
  const headers = { "x-team": "${TEAM} one" };
  const settings = { key, headers };
  const bench = await openBench(openaiCompatible, [{ does: "answer", text: good() }], {
    settings,
    host: { env: { TEAM: "search" } },
  });
  const { server } = bench;
  await ask(bench.adapter);
  expect(server.asked[0]?.headers).toMatchObject({ "x-team": "search one" });
  expect(server.asked[0]?.headers).not.toHaveProperty("authorization");
  const other = await openBench(openaiCompatible, [], { settings, host: { env: {} } });
  await expect(ask(other.adapter)).rejects.toThrow(
    "The header x-team of house needs ${TEAM}, and that variable is not set",
  );
});

test("no call leaves this machine where none may", async () => {
  const host = { allowEgress: false };
  const near = await openBench(openai, [{ does: "answer", text: good() }], { host });
  expect((await ask(near.adapter)).verdict).toBe("CONCERNS");
  const far = await openBench(openai, [], {
    host,
    settings: { baseUrl: "https://api.example.com/v1" },
  });
  await expect(ask(far.adapter)).rejects.toMatchObject({
    code: "NOT_ALLOWED",
    message: "--no-egress forbids house to call api.example.com",
  });
});
