import type { ChildProcess } from "node:child_process";
import { hostname } from "node:os";

import { afterEach, beforeEach, expect, test } from "vitest";

import { failureSchema } from "../../src/schema/error.ts";
import { checkpointSchema } from "../../src/schema/run.ts";
import { type Ended, openSandbox, outcomeOf, type Sandbox } from "./epic.ts";
import { waitingAgent, type WaitingAgent } from "./waiting-agent.ts";

let box: Sandbox;
const started = new Set<ChildProcess>();
beforeEach(() => {
  box = openSandbox();
});
afterEach(() => {
  for (const child of started) {
    child.kill("SIGCONT");
    child.kill("SIGKILL");
  }
  started.clear();
  box[Symbol.dispose]();
});

const CREATE = ["create", "Members renew loans", "--no-cache", "--quiet"];
const RESUME = ["resume", "latest", "--json", "--quiet"];

function start(args: readonly string[]) {
  const child = box.spawn(args);
  started.add(child);
  return { child, outcome: outcomeOf(child) };
}

async function historyOf(): Promise<readonly string[]> {
  const { stdout } = await box.epic(["checkpoints", "latest", "--json"]);
  const steps = checkpointSchema.array().parse(JSON.parse(stdout));
  return steps.map(({ id, event }) => `${id} ${event.kind}`);
}

const errorOf = ({ stdout }: Ended) => failureSchema.parse(JSON.parse(stdout)).error;

/** A run whose process was killed while the architect's agent worked. */
async function killedRun(agent: WaitingAgent): Promise<void> {
  const first = start(CREATE);
  await agent.askedTimes(1);
  first.child.kill("SIGKILL");
  await first.outcome;
}

test("of two processes that resume a run one works, and the other is told which", async () => {
  const agent = waitingAgent(box);
  await killedRun(agent);
  const both = [start(RESUME), start(RESUME)];
  const first = await Promise.race(both.map(async (each) => ({ each, end: await each.outcome })));
  expect(first.end.code).toBe(3);
  const other = both.find((each) => each !== first.each);
  expect(errorOf(first.end)).toMatchObject({
    code: "RUN_IN_PROGRESS",
    message: expect.stringContaining(`${hostname()}:${other?.child.pid}:`),
  });
  agent.go();
  expect(await other?.outcome).toMatchObject({ code: 0 });
  expect(agent.asked()).toEqual(["architect", "architect"]);
});

test("a retry, a rewind and a restart wait for nobody who works on the run either", async () => {
  const agent = waitingAgent(box);
  const working = start(CREATE);
  await agent.askedTimes(1);
  for (const command of [
    ["rewind", "latest", "--from", "product-owner"],
    ["resume", "latest", "--restart"],
  ]) {
    const refused = await box.epic([...command, "--json", "--quiet"]);
    expect(refused.code).toBe(3);
    expect(errorOf(refused).message).toContain(`${hostname()}:${working.child.pid}:`);
  }
  agent.go();
  expect(await working.outcome).toMatchObject({ code: 0 });
});

test("a process that went silent is followed once its lease has lapsed, and writes nothing after", async () => {
  const agent = waitingAgent(box, { config: "coordination: { leaseTimeout: 2 }" });
  const silent = start([...CREATE, "--json"]);
  await agent.askedTimes(1);
  silent.child.kill("SIGSTOP");
  const early = await box.epic(RESUME);
  expect(early.code).toBe(3);
  expect(errorOf(early).code).toBe("RUN_IN_PROGRESS");

  agent.go();
  let next = early;
  while (next.code === 3) next = await box.epic(RESUME);
  expect(next.code).toBe(0);
  const history = await historyOf();

  silent.child.kill("SIGCONT");
  const woken = await silent.outcome;
  expect(woken.code).toBe(3);
  expect(errorOf(woken).code).toBe("RUN_IN_PROGRESS");
  expect(await historyOf()).toEqual(history);
  expect(history.filter((step) => step.endsWith(" reviewed"))).toHaveLength(6);
  expect(await box.epic(RESUME)).toMatchObject({ code: 0, stdout: next.stdout });
});
