import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { afterEach, beforeEach, expect, test } from "vitest";

import { epicDiffSchema } from "../../src/schema/epic-diff.ts";
import { epicResponseSchema } from "../../src/schema/epic.ts";
import { historyStepSchema } from "../../src/schema/run.ts";
import { openSandbox, type Sandbox } from "./epic.ts";
import { waitingAgent } from "./waiting-agent.ts";

let box: Sandbox;
beforeEach(() => {
  box = openSandbox();
});
afterEach(() => {
  box[Symbol.dispose]();
});

const CREATE = ["create", "Members renew loans of the library online", "--no-cache"];

/** The epic that a command prints, and how it ended. */
async function epicOf(...args: readonly string[]) {
  const ended = await box.epic([...args, "--json"]);
  expect(ended).toMatchObject({ code: 0 });
  const { epic } = epicResponseSchema.parse(JSON.parse(ended.stdout));
  const sources = Object.fromEntries(
    epic.personas.map(({ persona, metadata }) => [persona.name, metadata.source]),
  );
  const hashes = epic.personas.map(({ metadata }) => metadata.hash);
  return { ...ended, epic, sources, hashes };
}

async function stepsOf(reference: string) {
  const { stdout } = await box.epic(["checkpoints", reference, "--json"]);
  return historyStepSchema.array().parse(JSON.parse(stdout));
}

test("where a provider fails the next one answers; the epic and standard error say so", async () => {
  const agent = waitingAgent(box, {
    personas: [],
    config: `  architect: { provider: reviewer, fallback: [rulebook] }
  security-specialist: { provider: reviewer, fallback: [rulebook] }
coordination: { maxRetries: 0 }`,
  });
  for (const persona of ["architect", "security-specialist"]) agent.fail(persona);
  agent.go();
  const { sources, epic, stderr } = await epicOf(...CREATE);
  expect(sources).toMatchObject({ architect: "fallback", "security-specialist": "fallback" });
  expect(epic.warnings).toContain("Who answers for architect failed; rulebook stood in");
  expect(stderr).toContain(
    "architect: warning: reviewer failed (PERSONA_UNAVAILABLE): node ended with exit code 1: not today; instead comes rulebook\n",
  );
});

test("an outdated answer serves only where it is allowed, by the configuration or a flag", async () => {
  const agent = waitingAgent(box, { config: "coordination: { maxRetries: 0, cacheTTL: 0.001 }" });
  agent.go();
  const create = ["create", "Members renew loans"];
  await epicOf(...create);
  agent.fail("architect");
  const refused = await box.epic([...create, "--json"]);
  expect(refused.code).toBe(3);
  const { sources, epic } = await epicOf(...create, "--allow-stale");
  expect(sources["architect"]).toBe("stale-cache");
  expect(epic.warnings.join()).toContain("an outdated answer of the cache stands in");
  const file = box.path(".ai/config.yml");
  const config = readFileSync(file, "utf8");
  writeFileSync(file, config.replace("maxRetries: 0", "maxRetries: 0, allowStale: true"));
  expect((await epicOf(...create)).sources["architect"]).toBe("stale-cache");
  const refusedAgain = await box.epic([...create, "--no-cache", "--json"]);
  expect(refusedAgain.code).toBe(3);
});

const OPTIONAL = `coordination: { maxRetries: 0 }`;

test("a gap is skipped with a warning, named in the epic, and filled by a retry", async () => {
  const agent = waitingAgent(box, {
    personas: ["performance-specialist", "accessibility-advocate", "devops-engineer"],
    config: OPTIONAL,
  });
  agent.fail("performance-specialist");
  agent.fail("accessibility-advocate");
  agent.go();
  const partial = await epicOf(...CREATE);
  expect(partial.epic).toMatchObject({ status: "partial" });
  expect(partial.epic.gaps.map(({ persona }) => persona)).toEqual([
    "performance-specialist",
    "accessibility-advocate",
  ]);
  expect(partial.stderr).toMatch(
    /performance-specialist: warning: skipped, since it failed [^\n]+not today; the run goes on without it\n/,
  );
  expect((await box.epic(["status"])).stdout).toMatch(
    /Next +epic show epic-\w+, or epic retry task-/,
  );

  agent.heal("performance-specialist");
  agent.heal("accessibility-advocate");
  const whole = await epicOf("retry", "latest");
  expect(whole.epic.gaps).toEqual([]);
  const asked = agent.asked();
  expect(asked.slice(3, 5).toSorted()).toEqual([
    "accessibility-advocate",
    "performance-specialist",
  ]);
  expect(asked.slice(5)).toEqual(["devops-engineer"]);
  const again = await box.epic(["retry", "latest", "--json"]);
  expect(again.code).toBe(2);
  expect(JSON.parse(again.stdout)).toMatchObject({ error: { code: "INVALID_INPUT" } });
});

test("a rewind keeps what came before, a diff says what is other, and the tree shows both", async () => {
  const agent = waitingAgent(box, { personas: ["devops-engineer"] });
  agent.go();
  const first = await epicOf(...CREATE);
  const last = (await stepsOf("latest")).at(-1)?.id ?? "";
  const second = await epicOf("rewind", "latest", "--from", "devops-engineer");
  expect(second.hashes.slice(0, 5)).toEqual(first.hashes.slice(0, 5));
  expect(agent.asked()).toEqual(["devops-engineer", "devops-engineer"]);
  expect((await epicOf("show", last)).epic).toEqual(first.epic);
  expect((await epicOf("show", "latest")).epic).toEqual(second.epic);

  const { taskId } = first.epic.metadata;
  expect(second.stderr).toContain(`epic diff ${last} ${taskId} compares\n`);
  const steps = await stepsOf("latest");
  const rewound = steps.findIndex(({ event }) => event.kind === "reopened");
  expect(steps[rewound]?.parent).toBe(steps[rewound - 4]?.id);
  const { stdout } = await box.epic(["checkpoints", "latest"]);
  expect(stdout.split("\n").filter((line) => line.includes(" | cp-"))).toHaveLength(3);

  const diff = await box.epic(["diff", last, "latest", "--json"]);
  expect(epicDiffSchema.parse(JSON.parse(diff.stdout))).toMatchObject({
    a: { epicId: first.epic.id },
    cost: { delta: 0 },
    recommendations: { added: [], removed: [], changed: [] },
  });
});

test("a fork goes on from a checkpoint with another mode and description, and reuses what was there", async () => {
  const agent = waitingAgent(box, { personas: ["product-owner", "architect"] });
  agent.go();
  const first = await epicOf(...CREATE);
  const afterArchitect = (await stepsOf("latest"))[4]?.id ?? "";
  const fork = await epicOf(
    "fork",
    afterArchitect.slice(0, 8),
    "--mode",
    "enterprise",
    "--description",
    "Members renew loans and pay fees by card",
  );
  expect(agent.asked()).toEqual(["product-owner", "architect"]);
  expect(fork.hashes.slice(0, 2)).toEqual(first.hashes.slice(0, 2));
  expect(fork.epic.metadata.reviewMode).toBe("enterprise");
  expect(fork.epic.description).toBe("Members renew loans and pay fees by card");
  expect(fork.stderr).toMatch(/warning: Reused from task-\w+, where they were made for/);
  const steps = await stepsOf(first.epic.id);
  expect(steps[4]?.forks).toMatchObject([{ epicId: fork.epic.id, status: "completed" }]);
  expect((await stepsOf(fork.epic.id))[0]?.parent).toBe(afterArchitect);
  const diff = await box.epic(["diff", first.epic.id, fork.epic.id]);
  expect(diff.code).toBe(0);
  expect(diff.stdout).toMatch(/standard mode, now enterprise\n/);
  expect((await epicOf("show", first.epic.id)).epic).toEqual(first.epic);
});

test("a fork of a finished run with another mode is reviewed in that mode by everybody", async () => {
  const agent = waitingAgent(box, { personas: ["product-owner", "architect"] });
  agent.go();
  const first = await epicOf(...CREATE);
  const last = (await stepsOf("latest")).at(-1)?.id;
  const fork = await epicOf("fork", "latest", "--mode", "enterprise");
  const both = ["product-owner", "architect"];
  expect(agent.asked()).toEqual([...both, ...both]);
  expect(fork.epic.metadata.reviewMode).toBe("enterprise");
  expect(fork.stderr).not.toContain("warning");
  expect((await stepsOf(fork.epic.id))[0]?.parent).toBe(last);
  expect((await epicOf("show", first.epic.id)).epic).toEqual(first.epic);
});

test("a resume notices what changed since the run began, and --restart asks by it", async () => {
  await epicOf(...CREATE);
  mkdirSync(box.path(".ai"), { recursive: true });
  writeFileSync(box.path(".ai/config.yml"), "estimation: { dayRate: 1000 }\n");
  const resumed = await epicOf("resume", "latest");
  expect(resumed.stderr).toMatch(
    /^warning: since task-\w+ began, estimation\.dayRate went from 800 to 1000; product-owner, [^\n]+ would be asked again by epic resume task-\w+ --restart, and are kept as reviewed\n/,
  );
  const restarted = await epicOf("resume", "latest", "--restart");
  expect(restarted.epic.totalCostBreakdown.dayRate).toBe(1000);
  expect((await epicOf("resume", "latest")).stderr).not.toContain("warning");
});

test("a resume that names an earlier checkpoint goes on from the last, and says so", async () => {
  const agent = waitingAgent(box);
  agent.fail("architect");
  agent.go();
  const stopped = await box.epic([...CREATE, "--quiet"]);
  expect(stopped.code).toBe(3);
  agent.heal("architect");
  const [first] = await stepsOf("latest");
  const { stderr } = await epicOf("resume", first?.id ?? "");
  expect(stderr).toContain(`epic fork ${first?.id} begins anew at the one you named\n`);
});

test("a run of the first version is finished, rewound and compared by this one", async () => {
  mkdirSync(box.path(".ai/state"), { recursive: true });
  const fixture = new URL("../fixtures/state-file-1.db.gz", import.meta.url);
  writeFileSync(box.path(".ai/state/epic.db"), gunzipSync(readFileSync(fixture)));
  const finished = await epicOf("resume", "latest");
  expect(finished.epic.personas).toHaveLength(4);
  expect(finished.stderr.match(/: reviews\n/g)).toHaveLength(1);
  const rewound = await epicOf("rewind", "latest", "--from", "accessibility-advocate");
  expect(rewound.hashes.slice(0, 3)).toEqual(finished.hashes.slice(0, 3));
  const runs = JSON.parse((await box.epic(["list", "--json"])).stdout);
  expect(await box.epic(["diff", runs[1].taskId, runs[0].taskId])).toMatchObject({ code: 0 });
});

const REFUSED = [
  ["rewind latest --from arcitect", 'Did you mean "architect"?'],
  ["rewind latest", "epic rewind --help"],
  ["rewind nowhere --from architect", "epic list"],
  ["fork latest", "epic checkpoints task-"],
  ["fork latest --mode huge", "mvp"],
  ["fork latest --description ''", "leave it out"],
  ["retry latest", "epic rewind task-"],
  ["diff latest", "epic diff --help"],
  ["diff latest nowhere", "epic list"],
] as const;

test("what cannot be done is refused with one sentence and a hint, and changes nothing", async () => {
  await box.epic([...CREATE, "--quiet"]);
  const before = await stepsOf("latest");
  for (const [command, hint] of REFUSED) {
    const { code, stdout, stderr } = await box.shell(`$EPIC ${command}`);
    expect({ command, code, stdout }).toEqual({ command, code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: [^\n]+\nhint: [^\n]+\n$/);
    expect(stderr).toContain(hint);
  }
  expect(await stepsOf("latest")).toEqual(before);
});
