import type { ChildProcess } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { epicResponseSchema } from "../../src/schema/epic.ts";
import { failureSchema } from "../../src/schema/error.ts";
import { type Ended, openSandbox, outcomeOf, type RunOptions, type Sandbox } from "./epic.ts";

let box: Sandbox;
beforeEach(() => {
  box = openSandbox();
});
afterEach(() => {
  box[Symbol.dispose]();
});

/** Configures plugins by name of their file, as hooks in source text, and trusts them. */
async function install(hooks: Readonly<Record<string, string>>, settings = ""): Promise<void> {
  const entries = Object.keys(hooks).map((name) => `{ use: ./${name}.mjs${settings} }`);
  box.write(".ai/config.yml", `plugins: [${entries.join(", ")}]\n`);
  for (const [name, body] of Object.entries(hooks)) {
    box.write(
      `${name}.mjs`,
      `export default { name: "${name}", version: "1.0.0", hooks: {${body}} };`,
    );
    expect(await box.epic(["trust", `./${name}.mjs`])).toMatchObject({ code: 0 });
  }
}

const CREATE = ["create", "Members renew library loans online", "--json"];

async function create(options?: RunOptions, ...more: readonly string[]) {
  const ended = await box.epic([...CREATE, ...more], options);
  expect(ended).toMatchObject({ code: 0 });
  return { ...ended, ...epicResponseSchema.parse(JSON.parse(ended.stdout)) };
}

const failureOf = ({ stdout }: Ended) => failureSchema.parse(JSON.parse(stdout)).error;

test("every hook does its part, one after the other, and the epic says who had a hand in it", async () => {
  await install({
    all: `
      beforePersona(persona, input, { taskId, epicId, status }) {
        if (persona === "architect") console.log("asked", persona, taskId.slice(0, 5), epicId.slice(0, 5), status);
        return { ...input, epic: { ...input.epic, description: input.epic.description + " and pay by card" } };
      },
      async afterPersona(persona, output) {
        return { ...output, insights: [...output.insights, persona + " was seen"] };
      },
      beforeAggregation(outputs) {
        return outputs.filter(({ persona }) => persona.name !== "devops-engineer");
      },
      aggregate(outputs, epic) {
        return { ...epic, epic: { ...epic.epic, title: outputs.length + " reviews" } };
      },
      afterCompletion(epic) {
        return { ...epic, epic: { ...epic.epic, title: epic.epic.title + ", completed" } };
      },
      notify({ epic }, { status }) {
        console.log("told of", epic.title, status);
      }`,
  });
  const { epic, stderr } = await create();
  expect(epic.title).toBe("5 reviews, completed");
  expect(epic.gaps).toMatchObject([{ persona: "devops-engineer" }]);
  expect(epic.personas.map(({ insights }) => insights.at(-1))).toEqual(
    epic.personas.map(({ persona }) => `${persona.name} was seen`),
  );
  // Who pays is a question that only the added words give rise to.
  expect(JSON.stringify(epic.personas)).toContain("card");
  expect(epic.metadata.plugins).toMatchObject([{ name: "all", version: "1.0.0" }]);
  expect(stderr).toContain("all: asked architect task- epic- running\n");
  expect(stderr).toMatch(/all: told of 5 reviews, completed completed\n$/);
  // What was shown is what was saved.
  const shown = await box.epic(["show", "latest", "--json"]);
  expect(epicResponseSchema.parse(JSON.parse(shown.stdout)).epic).toEqual(epic);
});

const mark = (text: string) =>
  `afterPersona: (_persona, output) => ({ ...output, insights: [...output.insights, "${text}"] })`;

async function sources(): Promise<readonly unknown[]> {
  const { epic } = await create();
  const [first] = epic.personas;
  return [first?.metadata.source, ...(first?.insights.slice(-2) ?? [])];
}

test("what a plugin made of a review is cached, until the order, options or code change", async () => {
  await install({ a: mark("a"), b: mark("b") });
  expect(await sources()).toEqual(["rulebook", "a", "b"]);
  expect(await sources()).toEqual(["cache", "a", "b"]);
  box.write(".ai/config.yml", "plugins: [{ use: ./b.mjs }, { use: ./a.mjs }]");
  expect(await sources()).toEqual(["rulebook", "b", "a"]);
  box.write(".ai/config.yml", "plugins: [{ use: ./b.mjs }, { use: ./a.mjs, options: { new: 1 } }]");
  expect(await sources()).toEqual(["rulebook", "b", "a"]);
  await install({ a: mark("c"), b: mark("b") });
  expect(await sources()).toEqual(["rulebook", "c", "b"]);
});

test("a plugin that only tells does not cost what is cached", async () => {
  await create();
  await install({ teller: "notify() {}" });
  const { epic } = await create();
  expect(epic.personas.map(({ metadata }) => metadata.source)).not.toContain("rulebook");
});

/** A plugin that does something else than it should to the review of the architect. */
const doingTo = (body: string) => ({
  bad: `async afterPersona(persona, output) {
    if (persona === "architect") { ${body} }
    return output;
  }`,
});

test.each([
  ["throws", "throw new Error('no disk')", "no disk"],
  ["loops", "while (true);", "it took longer than 1 s"],
  ["returns nothing", "return;", "returned a value that does not fit: it is nothing; return what"],
  [
    "returns rubbish",
    "return { ...output, confidence: 7 }",
    "it returned a value that does not fit: confidence must be at most 1, not 7",
  ],
  [
    "returns the review of somebody else",
    "return { ...output, persona: { ...output.persona, name: 'nobody' } }",
    'does not fit: persona.name must stay architect, and is "nobody"',
  ],
  ["exits the process", "process.exit(3)", "it ended its process (exit code 3)"],
  [
    "eats memory",
    "for (const all = []; ; ) all.push(Buffer.alloc(2e7, 1))",
    "more than the 128 MB allowed",
  ],
])("a plugin that %s is told and done without", async (_what, body, message) => {
  await install(doingTo(body), ", timeout: 1, memory: 128MB");
  const { epic, stderr } = await create();
  expect(epic.warnings).toEqual([
    expect.stringContaining("The plugin bad failed in afterPersona of architect: "),
  ]);
  expect(epic.warnings[0]).toContain(message);
  expect(stderr).toContain(message);
  expect(epic.personas).toHaveLength(6);
});

test("a review that lacks the part of a plugin is not cached as if it had it", async () => {
  await install(doingTo("throw new Error('no disk')"));
  await create();
  const { epic } = await create();
  const all = epic.personas.map(({ metadata }) => metadata.source);
  expect(all).toEqual(["cache", "rulebook", "cache", "cache", "cache", "cache"]);
});

test.each([
  ["throws", "throw new Error('no disk')"],
  ["loops", "while (true);"],
])("where it is fatal, one that %s stops the run", async (_what, body) => {
  await install(doingTo(body), ", timeout: 1, failure: fatal");
  const ended = await box.epic(CREATE);
  expect(ended.code).toBe(3);
  expect(failureOf(ended)).toEqual({
    code: "PLUGIN_FAILED",
    message: expect.stringContaining("The plugin bad failed in afterPersona of architect: "),
    hint: expect.stringMatching(/; then epic resume cp-\w+$/),
  });
});

test("a run that a plugin stopped goes on once the plugin is mended", async () => {
  const settings = ", failure: fatal";
  await install({ gate: "afterCompletion() { throw new Error('not today') }" }, settings);
  expect(await box.epic(CREATE)).toMatchObject({ code: 3 });
  await install({ gate: "afterCompletion(epic) { return epic; }" }, settings);
  const { code, stdout } = await box.epic(["resume", "latest", "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ summary: { personasCompleted: 6 } });
});

test("a plugin may refuse with a code and a hint of its own", async () => {
  await install(
    {
      gate: `beforePersona() {
        throw Object.assign(new Error("nothing after noon"), { code: "NOT_ALLOWED", hint: "come back" });
      }`,
    },
    ", failure: fatal",
  );
  const ended = await box.epic(CREATE);
  expect(ended.code).toBe(5);
  expect(failureOf(ended)).toEqual({
    code: "NOT_ALLOWED",
    message: "The plugin gate failed in beforePersona of product-owner: nothing after noon",
    hint: expect.stringMatching(/^come back; then epic resume cp-/),
  });
});

test("an epic is saved before anybody is told of it, whatever becomes of the telling", async () => {
  await install({ teller: "notify() { throw new Error('nobody listens') }" }, ", failure: fatal");
  const ended = await box.epic(CREATE);
  expect(ended.code).toBe(3);
  expect(failureOf(ended).message).toBe("The plugin teller failed in notify: nobody listens");
  expect(await box.epic(["show", "latest"])).toMatchObject({ code: 0 });
});

test("what nobody was told of is told by notify, once it can be, and nothing is reviewed for it", async () => {
  const listening =
    "if (!process.getBuiltinModule('fs').existsSync('listens')) throw new Error('nobody listens');";
  await install({
    deaf: `notify({ epic }) { ${listening} console.log("heard of", epic.id); }`,
    other: "notify() { console.log('heard as well'); }",
  });
  const { code, stderr, stdout } = await box.epic(CREATE);
  expect(code).toBe(0);
  const { id } = epicResponseSchema.parse(JSON.parse(stdout)).epic;
  expect(stderr).toContain(
    `the plugin deaf failed in notify, and the run goes on without: nobody listens; epic notify ${id} --plugin deaf has it tell after all`,
  );
  const again = await box.epic(["notify", "latest", "--json"]);
  expect(again.code).toBe(3);
  expect(failureOf(again)).toEqual({
    code: "PLUGIN_FAILED",
    message: "The plugin deaf failed: nobody listens (told: other)",
    hint: `epic notify ${id} --plugin deaf`,
  });
  box.write("listens", "");
  const told = await box.epic(["notify", id, "--plugin", "deaf"]);
  expect(told).toMatchObject({ code: 0, stdout: `told of ${id}: deaf\n` });
  expect(told.stderr).toBe(`deaf: heard of ${id}\n`);
  const nobody = await box.epic(["notify", id, "--plugin", "def", "--json"]);
  expect(nobody.code).toBe(2);
  expect(failureOf(nobody).message).toBe(
    "No plugin def of the configuration tells anybody of epics",
  );
  box.write("deaf.mjs", "changed");
  expect((await box.epic(["notify", id])).code).toBe(5);
  box.write(".ai/config.yml", "plugins: []");
  expect((await box.epic(["notify", id])).code).toBe(2);
});

test("onError is told of a gap, and of the end of a run, but not twice of one thing", async () => {
  await install({
    teller: `onError(error, { status }) {
      console.log("told", error.type, error.persona, error.message.slice(0, 20), status);
    }`,
  });
  const only = await box.epic([...CREATE, "--cache", "only"]);
  expect(only.code).toBe(3);
  expect(only.stderr.match(/teller: told.*/g)).toEqual([
    "teller: told PERSONA_UNAVAILABLE product-owner The cache has no ans failed",
  ]);
  box.write("fail.mjs", "process.exit(1);");
  box.write(
    ".ai/config.yml",
    "plugins: [{ use: ./teller.mjs }]\ncoordination: { maxRetries: 0 }\n" +
      "providers: { broken: { type: agent, command: [node, fail.mjs] } }\n" +
      "personas: { performance-specialist: { provider: broken } }\n",
  );
  box.trustAll();
  const gap = await box.epic(CREATE);
  expect(gap.code).toBe(0);
  expect(gap.stderr.match(/teller: told.*/g)).toEqual([
    expect.stringMatching(/^teller: told \w+ performance-specialist .* running$/),
  ]);
});

test("a plugin reads the variables that it names, and no others", async () => {
  box.write(
    "env.mjs",
    `export default ({ variable }) => ({
      name: "env", version: "1.0.0", env: ["ACME_TOKEN"],
      hooks: { notify() { console.log(process.env.ACME_TOKEN, process.env[variable]); } },
    });`,
  );
  box.write(".ai/config.yml", "plugins: [{ use: ./env.mjs, options: { variable: OTHER_SECRET } }]");
  await box.epic(["trust", "./env.mjs"]);
  const { stderr } = await create({ env: { ACME_TOKEN: "seven", OTHER_SECRET: "hush" } });
  expect(stderr).toContain("env: seven undefined\n");
});

test.each([
  ["export default 7;", "its default export is no plugin but 7"],
  ["export default () => { throw new Error('max is missing') };", "max is missing"],
  ["while (true);", "it took longer than 1 s"],
])("a module that is no plugin is refused before anything begins: %s", async (source, message) => {
  box.write("bad.mjs", source);
  box.write(".ai/config.yml", "plugins: [{ use: ./bad.mjs, timeout: 1 }]");
  await box.epic(["trust", "./bad.mjs"]);
  const ended = await box.epic(CREATE);
  expect(ended.code).toBe(3);
  expect(failureOf(ended).message).toBe(`The plugin ./bad.mjs cannot be loaded: ${message}`);
  expect((await box.epic(["list", "--json"])).stdout.trim()).toBe("[]");
});

test("the plugin of the manual works as it stands there", async () => {
  const manual = readFileSync(resolve(import.meta.dirname, "../../docs/plugins.md"), "utf8");
  const [, source = ""] = /```js\n([^]*?)```/.exec(manual) ?? [];
  expect(source.trim().split("\n").length).toBeLessThanOrEqual(12);
  box.write("careful.mjs", source);
  const [, ...commands] = /```sh\n([^]*?)epic trust/.exec(manual) ?? [];
  mkdirSync(box.path(".ai"));
  expect(await box.shell(commands.join(""))).toMatchObject({ code: 0, stderr: "" });
  expect(await box.epic(["trust", "./careful.mjs"])).toMatchObject({ code: 0 });
  const { epic } = await create();
  const unsure = epic.personas.filter(({ confidence }) => confidence < 0.5);
  expect(unsure.map(({ verdict }) => verdict)).toEqual(unsure.map(() => "BLOCKED"));
  expect(epic.metadata.plugins).toMatchObject([{ name: "careful" }]);
});

const LOOPING = `afterPersona() {
  console.log("loops in", process.pid);
  while (true);
}`;

async function pidOf(child: ChildProcess): Promise<number> {
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
  await expect.poll(() => said, { timeout: 20_000 }).toMatch(/loops in \d+/);
  return Number(/loops in (\d+)/.exec(said)?.[1]);
}

/** A zombie that nobody reaps yet runs no more. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

test("whoever gives up while a plugin loops is free at once, and the run can be resumed", async () => {
  await install({ loop: LOOPING }, ", timeout: 600");
  const child = box.spawn(CREATE);
  const pid = await pidOf(child);
  child.kill("SIGINT");
  expect(await outcomeOf(child)).toMatchObject({ code: 130 });
  expect(isAlive(pid)).toBe(false);
  expect(JSON.parse((await box.epic(["status", "latest", "--json"])).stdout).status).toBe(
    "cancelled",
  );
});

test("a program that is killed leaves no plugin behind, not even one that loops", async () => {
  await install({ loop: LOOPING }, ", timeout: 600");
  const child = box.spawn(CREATE);
  const pid = await pidOf(child);
  child.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
});
