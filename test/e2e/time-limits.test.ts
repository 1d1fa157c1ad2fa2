import { existsSync } from "node:fs";

import { afterEach, beforeEach, expect, test } from "vitest";

import { openSandbox, outcomeOf, type Sandbox } from "./epic.ts";
import { isAlive, waitingAgent } from "./waiting-agent.ts";

let box: Sandbox;
beforeEach(() => {
  box = openSandbox();
});
afterEach(() => {
  box[Symbol.dispose]();
});

const CREATE = ["create", "Members renew loans", "--no-cache"];

const statusOf = async () => JSON.parse((await box.epic(["status", "--json"])).stdout);

test.each([
  ["SIGINT", 130, false],
  ["SIGTERM", 143, false],
  ["SIGINT", 130, true],
] as const)(
  "%s stops an agent that works, saves the run and says how it goes on (exit %i, stubborn %s)",
  async (signal, code, stubborn) => {
    const agent = waitingAgent(box, { personas: ["product-owner", "architect"], stubborn });
    agent.go("product-owner");
    const child = box.spawn(CREATE);
    const outcome = outcomeOf(child);
    await agent.askedTimes(2);
    child.kill(signal);
    const ended = await outcome;
    expect(ended).toMatchObject({ code, signal: null, stdout: "" });
    expect(ended.stderr).toMatch(
      new RegExp(`error: Interrupted by ${signal}\nhint: epic resume cp-[0-9a-z]+\n$`),
    );
    expect(agent.pids().map(isAlive)).toEqual([false, false]);
    const state = await statusOf();
    expect(state).toMatchObject({ status: "cancelled", completedPersonas: ["product-owner"] });
    agent.go();
    const [, resume = ""] = /hint: epic (.*)\n/.exec(ended.stderr) ?? [];
    expect(await box.epic(resume.split(" "))).toMatchObject({ code: 0 });
    expect(agent.asked()).toEqual(["product-owner", "architect", "architect"]);
  },
);

test("a second SIGINT ends the program at once, and what was saved stands", async () => {
  const agent = waitingAgent(box, { stubborn: true });
  const child = box.spawn(CREATE);
  const outcome = outcomeOf(child);
  await agent.askedTimes(1);
  child.kill("SIGINT");
  // Two that come at once are one.
  await expect.poll(() => existsSync(box.path("told")), { timeout: 10_000 }).toBe(true);
  child.kill("SIGINT");
  expect(await outcome).toMatchObject({ signal: "SIGINT", stdout: "" });
  await expect.poll(() => agent.pids().some(isAlive), { timeout: 10_000 }).toBe(false);
  agent.go();
  expect(await box.epic(["resume", "latest", "--quiet"])).toMatchObject({ code: 0 });
});

test("--deadline ends a run that takes longer, names who was at work, and leaves it resumable", async () => {
  const agent = waitingAgent(box);
  const late = await box.epic([...CREATE, "--deadline", "1s"]);
  expect(late).toMatchObject({ code: 3, stdout: "" });
  expect(late.stderr).toMatch(/error: The run took longer than 1 s, while architect reviewed\n/);
  expect(late.stderr).toMatch(
    /hint: raise coordination.workflowTimeout[^\n]+; then epic resume cp-/,
  );
  expect(agent.pids().map(isAlive)).toEqual([false]);
  agent.go();
  expect(await box.epic(["resume", "latest", "--deadline", "5m"])).toMatchObject({ code: 0 });
});

test.each([
  ["agentTimeout: 0.5, maxRetries: 0", "20", /node took longer than 0\.5 s\n/],
  ["agentTimeout: 60, maxRetries: 5", "0.7", /architect took longer than 0\.7 s\n/],
  [
    "agentTimeout: 60, maxRetries: 5, workflowTimeout: 1.5",
    "30",
    /The run took longer than 1\.5 s,/,
  ],
])(
  "with %s and %s s for the persona the innermost limit is the one that is named",
  async (limits, timeout, message) => {
    const agent = waitingAgent(box, { config: `coordination: { ${limits} }` });
    const { code, stderr } = await box.epic([...CREATE, "--timeout", timeout]);
    expect(code).toBe(3);
    expect(stderr).toMatch(message);
    expect(agent.pids().filter(isAlive)).toEqual([]);
    expect((await statusOf()).status).toBe("failed");
  },
);

test.each(["0s", "soon", "10", "-1s"])("--deadline %s is refused", async (value) => {
  const { code, stderr } = await box.epic([...CREATE, `--deadline=${value}`]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: [^\n]+\nhint: [^\n]+\n$/);
});
