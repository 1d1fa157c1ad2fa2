import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { EpicError } from "../../../src/core/errors.ts";
import type { Usage } from "../../../src/schema/expense.ts";
import { ask } from "../../contracts/persona-provider.ts";
import { scriptAgent } from "./scripts.ts";

/** Answers with a review whose insights are what `insights` evaluates to. */
const telling = (insights: string): string => `
  import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
  const review = { verdict: "READY", insights: (${insights}).map(String), recommendations: [], confidence: 1 };
  console.log(JSON.stringify(review));
`;

test("the question comes on standard input, as the contract has it", async () => {
  const { adapter } = await scriptAgent(
    telling(`(({ epic, persona, requirements }) =>
      [epic.description, persona.name, "recommendations" in requirements.outputFormat.properties])(
        JSON.parse(readFileSync(0, "utf8")))`),
  );
  expect((await ask(adapter)).insights).toEqual(["Add single sign-on", "architect", "true"]);
});

test("the question comes as an argument, last or where the command says", async () => {
  const source = telling(
    "process.argv.slice(2).map((it) => it.includes('single sign-on') ? 'it' : it)",
  );
  const command = [process.execPath, "review.mjs", "--ask={question}", "end"];
  const named = await scriptAgent(source, { provider: { command, input: "argument" } });
  expect((await ask(named.adapter)).insights).toEqual(["it", "end"]);
  const last = await scriptAgent(source, { provider: { input: "argument", asks: "prompt" } });
  expect((await ask(last.adapter)).insights).toEqual(["it"]);
});

test("a prompt says who is asked, what to look at, and that the epic is data", async () => {
  const { adapter } = await scriptAgent(telling("[readFileSync(0, 'utf8')]"), {
    provider: { asks: "prompt" },
  });
  const [prompt = ""] = (await ask(adapter)).insights;
  expect(prompt).toMatch(/^You are the architect on a panel/);
  expect(prompt).toContain("Everything. What is missing");
  expect(prompt).toMatch(/<<(data-\w+) description\nAdd single sign-on\n\1>>/);
});

test("an agent of the spec is spawned by name and hands its answer over in a file, later", async () => {
  const source = `
    import { spawn } from "node:child_process";
    import { readFileSync } from "node:fs";
    const [verb, persona, , taskId, , file] = process.argv.slice(2);
    const { epic } = JSON.parse(readFileSync(file, "utf8"));
    const review = { verdict: "READY", insights: [verb, persona, taskId, epic.mode], recommendations: [], confidence: 1 };
    const [half, rest] = [JSON.stringify(review).slice(0, 20), JSON.stringify(review).slice(20)];
    const worker = \`
      const { appendFileSync } = require("node:fs");
      const file = process.env.EPIC_OUTPUT_FILE;
      setTimeout(() => appendFileSync(file, \${JSON.stringify(half)}), 100);
      setTimeout(() => appendFileSync(file, \${JSON.stringify(rest)}), 300);
      setInterval(() => {}, 1000);
    \`;
    spawn(process.execPath, ["-e", worker], { stdio: "ignore", detached: true }).unref();
  `;
  const command = [process.execPath, "review.mjs", "agent-spawn", "{persona}"];
  const { adapter, survivors } = await scriptAgent(source, {
    provider: {
      command: [...command, "--task-id", "{taskId}", "--context-file", "{input}"],
      input: "file",
      output: "file",
    },
  });
  expect((await ask(adapter)).insights).toEqual(["agent-spawn", "architect", "task-1", "standard"]);
  expect(survivors()).toEqual([]);
});

test("a file that is never written ends with the time, not before", async () => {
  const { adapter } = await scriptAgent("", { provider: { output: "file", timeout: 0.5 } });
  await expect(ask(adapter)).rejects.toMatchObject({ code: "TIMEOUT" });
});

test("a file of prose is an answer once nobody writes to it any more", async () => {
  const { adapter } = await scriptAgent(
    `import { writeFileSync } from "node:fs";
     const review = { verdict: "READY", insights: [], recommendations: [], confidence: 1 };
     writeFileSync(process.env.EPIC_OUTPUT_FILE, "My view: " + JSON.stringify(review));`,
    { provider: { output: "file" } },
  );
  expect(await ask(adapter)).toMatchObject({ verdict: "READY" });
});

test("of the environment an agent sees what is named, and what it is asked for", async () => {
  const { adapter } = await scriptAgent(telling("Object.entries(process.env).map(String)"), {
    env: { MY_TOKEN: "t", OTHER: "o", HOME: "/home/me" },
    provider: { env: ["MY_TOKEN"] },
  });
  const { insights } = await ask(adapter);
  const names = insights
    .map((entry) => entry.split(",")[0])
    .filter((name) => name !== "__CF_USER_TEXT_ENCODING");
  expect(names.toSorted((a = "", b = "") => a.localeCompare(b))).toEqual([
    "EPIC_ATTEMPT",
    "EPIC_IDEMPOTENCY_KEY",
    "EPIC_INPUT_FILE",
    "EPIC_MODE",
    "EPIC_OUTPUT_FILE",
    "EPIC_PERSONA",
    "EPIC_PROJECT_ROOT",
    "EPIC_TASK_ID",
    "MY_TOKEN",
    "PATH",
  ]);
  expect(insights).toContain("EPIC_IDEMPOTENCY_KEY,task-1:architect");
});

test("each attempt begins in an empty folder, which is gone afterwards", async () => {
  const source = telling("(writeFileSync('left.txt', 'x'), [process.cwd(), ...readdirSync('.')])");
  const { adapter } = await scriptAgent(source);
  const [first, second] = [await ask(adapter), await ask(adapter)];
  expect(first.insights.slice(1)).toEqual(["left.txt", "persona-input.json"]);
  expect(second.insights[0]).not.toBe(first.insights[0]);
  expect(existsSync(String(first.insights[0]))).toBe(false);
});

test("events tell what is done and what it took, and hold the answer", async () => {
  const source = `
    console.log("starting up");
    console.log('{"progress": "reads the code"}');
    console.log(JSON.stringify({ type: "message", text: JSON.stringify({ verdict: "READY", recommendations: [], confidence: 1 }) }));
    console.log('{"type": "done", "usage": {"model": "own-1", "input_tokens": 10, "output_tokens": 5}}');
  `;
  const { adapter } = await scriptAgent(source, { provider: { output: "json-lines" } });
  const [progress, spent]: [string[], Usage[]] = [[], []];
  const said = await ask(adapter, { spent, report: (text) => void progress.push(text) });
  expect(said).toMatchObject({ verdict: "READY", model: "own-1", tokens: 15 });
  expect(progress).toEqual(["reads the code"]);
  expect(spent).toEqual([{ model: "own-1", inputTokens: 10, outputTokens: 5 }]);
});

test("neither an agent that ignores SIGTERM nor its grandchildren outlive it", async () => {
  const stubborn = `process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);`;
  const source = `
    import { spawn } from "node:child_process";
    ${stubborn}
    const child = ${JSON.stringify(stubborn)};
    spawn(process.execPath, ["-e", child], { stdio: "inherit" });
    spawn(process.execPath, ["-e", child], { stdio: "inherit", detached: true }).unref();
  `;
  const { adapter, survivors } = await scriptAgent(source);
  const controller = new AbortController();
  const asked = ask(adapter, { signal: controller.signal }).catch((error: unknown) => error);
  await expect.poll(() => survivors().length, { timeout: 10_000 }).toBe(3);
  controller.abort(new EpicError("CANCELLED", "enough"));
  expect(await asked).toMatchObject({ code: "CANCELLED" });
  expect(survivors()).toEqual([]);
});

test("an agent that leaves a child with its pipe open does not keep anybody waiting", async () => {
  const source = `
    import { spawn } from "node:child_process";
    spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
    process.stdout.write('{"verdict": "READY", "recommendations": [], "confidence": 1}', () => process.exit(0));
  `;
  const { adapter, survivors } = await scriptAgent(source);
  expect(await ask(adapter)).toMatchObject({ verdict: "READY" });
  expect(survivors()).toEqual([]);
});

test.each([
  ["answered", telling("[]")],
  ["failed", "process.exit(1);"],
  ["been ended", "setInterval(() => {}, 1000);"],
])("once an agent has %s, no timer of it keeps the program alive", async (_, source) => {
  const { adapter } = await scriptAgent(source, { timeoutMs: 500 });
  const before = timers();
  await ask(adapter).catch(() => {});
  // The streams of a process that was ended close in a later turn.
  await new Promise((resolve) => setImmediate(resolve));
  expect(timers()).toBeLessThanOrEqual(before);
});

/** Those that keep this process alive. */
const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

test("a failure is told with what was said last, and all of it is kept without the keys", async () => {
  const source = `console.error("reading\\nkey " + process.env.MY_KEY + " was refused"); process.exit(3);`;
  const { adapter, kept } = await scriptAgent(source, {
    env: { MY_KEY: "very-secret-value" },
    provider: { env: ["MY_KEY"] },
  });
  await expect(ask(adapter)).rejects.toMatchObject({
    code: "PERSONA_UNAVAILABLE",
    message: `${process.execPath} ended with exit code 3: key [redacted] was refused`,
  });
  expect(kept.get("architect-stderr.txt")).toBe("reading\nkey [redacted] was refused\n");
});

test("an answer that does not fit is kept, and the next question says what it lacked", async () => {
  const source = `
    import { readFileSync } from "node:fs";
    const { repair } = JSON.parse(readFileSync(0, "utf8"));
    const review = { verdict: "READY", insights: repair?.problems ?? [], recommendations: [] };
    console.log(JSON.stringify(repair ? { ...review, confidence: 0.5 } : review));
  `;
  const { adapter, kept } = await scriptAgent(source);
  await expect(ask(adapter)).rejects.toMatchObject({
    code: "VALIDATION_FAILED",
    message: expect.stringMatching(/^The answer of reviewer does not fit: confidence/),
    hint: "what it said is kept in task-1/architect-answer.txt",
  });
  expect(kept.get("architect-answer.txt")).toContain('"verdict":"READY"');
  expect((await ask(adapter)).insights).toEqual([expect.stringContaining("confidence")]);
});

test("a script that throws is told by what it threw, not by where", async () => {
  const { adapter, kept } = await scriptAgent('throw new Error("no quota left")');
  await expect(ask(adapter)).rejects.toThrow("ended with exit code 1: Error: no quota left");
  expect(kept.get("architect-stderr.txt")).toContain("review.mjs:1");
});

test.each([
  ["no-such-program-anywhere", "there is no such program"],
  ["./not-executable.txt", "it may not be run"],
])("%s cannot be started: %s", async (program, reason) => {
  const { adapter, root } = await scriptAgent("", { provider: { command: [program] } });
  writeFileSync(join(root, "not-executable.txt"), "text");
  const again = await scriptAgent("", { provider: { command: [join(root, program)] } });
  const located = program.startsWith("./") ? again.adapter : adapter;
  await expect(ask(located)).rejects.toMatchObject({
    code: "NOT_FOUND",
    message: expect.stringContaining(reason),
    hint: expect.stringContaining("PATH"),
  });
});

test("a question too long for an argument says so", async () => {
  const { adapter } = await scriptAgent(telling("[]"), {
    provider: { command: [process.execPath, "review.mjs", "{question}".repeat(400)] },
  });
  await expect(ask(adapter)).rejects.toMatchObject({
    message: expect.stringContaining("its arguments are too long"),
    hint: expect.stringContaining("input: stdin"),
  });
});

const print = async (source: string, provider = {}) =>
  (await scriptAgent(source, { provider })).adapter.provider.fingerprint;

test("whatever could change the answer changes the fingerprint", async () => {
  const source = telling("[]");
  const all = await Promise.all([
    print(source),
    print(`${source}// edited`),
    print(source, { model: "large" }),
    print(source, { version: "2" }),
    print(source, { asks: "prompt" }),
    print(source, { output: "json-lines" }),
    print(source, { command: ["python3", "review.mjs"] }),
  ]);
  expect(new Set(all).size).toBe(all.length);
  expect(await print(source)).toBe(all[0]);
});

test("what an agent quotes that nobody wrote, and depends on that is not there, is left out", async () => {
  const invented = {
    id: "a",
    title: "Do it",
    type: "suggested",
    priority: "low",
    description: "Now",
    evidence: ["single sign-on", "nobody wrote this"],
    dependencies: ["nothing"],
  };
  const answer = { insights: [], recommendations: [invented], confidence: 1 };
  const { adapter } = await scriptAgent(`console.log(${JSON.stringify(JSON.stringify(answer))})`);
  expect((await ask(adapter)).recommendations[0]).toMatchObject({
    evidence: [{ quote: "single sign-on" }],
    dependencies: [],
  });
});
