import { chmodSync, existsSync, readFileSync } from "node:fs";

import { afterEach, beforeEach, expect, test } from "vitest";

import { epicResponseSchema } from "../../src/schema/epic.ts";
import { failureSchema } from "../../src/schema/error.ts";
import { openSandbox, outcomeOf, type Sandbox } from "./epic.ts";

let box: Sandbox;
beforeEach(() => {
  box = openSandbox();
});
afterEach(() => {
  box[Symbol.dispose]();
});

/** A reviewer as somebody would write it: it reads the question and answers. */
const REVIEWER = `
import { readFileSync } from "node:fs";
const { epic, persona } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify({
  verdict: "CONCERNS",
  insights: [persona.name + " read " + epic.description.length + " characters after " + epic.previousPersonas],
  recommendations: [], questions: [],
  costAnalysis: { category: "design", amount: "0 USD" },
  confidence: 0.9,
}));
`;

const AS_IN_THE_MANUAL = `
providers: { reviewer: { type: agent, command: [node, review.mjs], input: stdin, output: stdout } }
personas: { architect: { provider: reviewer } }
`;

/** Whoever runs these tests has looked at what they run. */
function install(config: string): void {
  box.write(".ai/config.yml", config);
  box.trustAll();
}

async function create(...args: readonly string[]) {
  const ended = await box.epic(["create", "Members renew loans", "--json", ...args]);
  const epic =
    ended.code === 0 ? epicResponseSchema.parse(JSON.parse(ended.stdout)).epic : undefined;
  const of = (name: string) => epic?.personas.find(({ persona }) => persona.name === name);
  return { ...ended, of };
}

test("a script answers for one persona, and the rulebook for the others", async () => {
  box.write("review.mjs", REVIEWER);
  install(AS_IN_THE_MANUAL);
  const { of, code } = await create();
  expect(code).toBe(0);
  expect(of("architect")).toMatchObject({
    insights: ["architect read 19 characters after product-owner"],
    metadata: { model: "reviewer", source: "agent" },
  });
  expect(of("product-owner")).toMatchObject({ metadata: { source: "rulebook" } });
});

test("a script that was edited is asked again, one that was not answers from the cache", async () => {
  box.write("review.mjs", REVIEWER);
  install(AS_IN_THE_MANUAL);
  await create();
  expect((await create()).of("architect")?.metadata.source).toBe("cache");
  box.write("review.mjs", REVIEWER.replace("0.9", "0.8"));
  box.trustAll();
  expect((await create()).of("architect")).toMatchObject({
    confidence: 0.8,
    metadata: { source: "agent" },
  });
});

test("a provider that nobody is stops everything before it begins", async () => {
  box.write(
    ".ai/config.yml",
    "personas: { architect: { provider: reviwer } }\nproviders: {reviewer: {type: agent, command: [a]}}",
  );
  const { code, stdout, stderr } = await create();
  expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({
    error: {
      code: "INVALID_INPUT",
      message: '.ai/config.yml:1:36: personas.architect.provider: "reviwer" is no provider',
      hint: 'Did you mean "reviewer"?',
    },
  });
});

/** Says who it is, and stays. */
const STAYS = `
import { appendFileSync } from "node:fs";
process.on("SIGTERM", () => {});
appendFileSync(process.env.EPIC_PROJECT_ROOT + "/folder", process.cwd());
appendFileSync(process.env.EPIC_PROJECT_ROOT + "/pid", String(process.pid));
setInterval(() => {}, 1000);
`;

/** Whether it runs: what is dead and not yet reaped has no environment. */
function isAlive(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1") !== "";
  } catch {
    return false;
  }
}

test.each(["SIGINT", "SIGKILL"] as const)(
  "an agent does not outlive a program that ends by %s",
  async (signal) => {
    box.write("review.mjs", STAYS);
    install(AS_IN_THE_MANUAL);
    const program = box.spawn(["create", "Members renew loans"]);
    const end = outcomeOf(program);
    await expect.poll(() => existsSync(box.path("pid")), { timeout: 20_000 }).toBe(true);
    const pid = Number(readFileSync(box.path("pid"), "utf8"));
    expect(isAlive(pid)).toBe(true);
    program.kill(signal);
    await end;
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
    const folder = readFileSync(box.path("folder"), "utf8");
    await expect.poll(() => existsSync(folder), { timeout: 10_000 }).toBe(false);
  },
);

test("a step that is tried again, and one that is resumed, keep their key", async () => {
  box.write(
    "review.mjs",
    `import { appendFileSync, existsSync, readFileSync } from "node:fs";
     const log = process.env.EPIC_PROJECT_ROOT + "/keys";
     appendFileSync(log, process.env.EPIC_IDEMPOTENCY_KEY + "\\n");
     if (readFileSync(log, "utf8").split("\\n").length < 5) { console.error("not yet"); process.exit(1); }
     console.log('{"verdict": "READY", "recommendations": [], "confidence": 1}');`,
  );
  install(`${AS_IN_THE_MANUAL}coordination: { maxRetries: 1 }\n`);
  const first = await create();
  expect(first.code).toBe(3);
  expect(JSON.parse(first.stdout)).toMatchObject({
    error: { code: "PERSONA_UNAVAILABLE", message: expect.stringContaining("not yet") },
  });
  const resumed = await box.epic(["resume", "latest", "--json"]);
  expect(resumed.code).toBe(0);
  const keys = readFileSync(box.path("keys"), "utf8").trim().split("\n");
  expect(keys).toHaveLength(4);
  expect(new Set(keys).size).toBe(1);
});

test("an optional persona whose agent fails leaves a gap, and the run goes on", async () => {
  install(
    `providers: { broken: { type: agent, command: [no-such-program] } }
personas: { accessibility-advocate: { provider: broken } }`,
  );
  const { code, of, stderr } = await create();
  expect(code).toBe(0);
  expect(of("accessibility-advocate")).toBeUndefined();
  expect(stderr).toContain("no-such-program cannot be started");
});

/** A program that notes how it was called. */
const fake = (line: string): string =>
  `#!/bin/sh\ncat > /dev/null\necho "$0 $*" >> "$EPIC_PROJECT_ROOT/asked"\n${line}\n`;

const quoted = (value: object): string => `cat <<'END'\n${JSON.stringify(value)}\nEND`;

test("the coding agents are asked as their manuals say", async () => {
  const answer = JSON.stringify({ verdict: "READY", recommendations: [], confidence: 1 });
  box.write("bin/claude", fake(quoted({ type: "result", result: answer })));
  box.write(
    "bin/codex",
    fake(quoted({ type: "item.completed", item: { type: "agent_message", text: answer } })),
  );
  box.write("bin/gemini", fake(quoted({ response: answer })));
  box.write("bin/npx", fake(`cat > "$EPIC_OUTPUT_FILE" <<'END'\n${answer}\nEND`));
  for (const name of ["claude", "codex", "gemini", "npx"]) chmodSync(box.path("bin", name), 0o755);
  install(
    `personas:
  product-owner: { provider: "claude:opus" }
  architect: { provider: codex }
  security-specialist: { provider: gemini, model: pro }
  devops-engineer: { provider: claude-flow-novice }`,
  );
  const ended = await box.epic(["create", "Members renew loans", "--json"], {
    env: { PATH: `${box.path("bin")}:${process.env["PATH"] ?? ""}` },
  });
  const { epic } = epicResponseSchema.parse(JSON.parse(ended.stdout));
  expect(epic.personas.filter(({ metadata }) => metadata.source === "agent")).toHaveLength(4);
  const asked = readFileSync(box.path("asked"), "utf8").replaceAll(`${box.path("bin")}/`, "");
  expect(asked.trim().split("\n")).toEqual([
    "claude -p --output-format json --model=opus",
    "codex exec --skip-git-repo-check --json -",
    "gemini --output-format json --model=pro -p Answer what the text on standard input asks.",
    expect.stringMatching(
      /^npx claude-flow-novice agent-spawn devops-engineer --task-id task-\w+ --context-file \/.*\/persona-input\.json$/,
    ),
  ]);
});

test("with --parallel agents that do not need each other work at the same time", async () => {
  box.write(
    "review.mjs",
    `import { existsSync, writeFileSync } from "node:fs";
     const me = process.env.EPIC_PERSONA, root = process.env.EPIC_PROJECT_ROOT;
     writeFileSync(root + "/" + me, "");
     const others = ["security-specialist", "performance-specialist"].filter((name) => name !== me);
     const timer = setInterval(() => {
       if (!others.every((name) => existsSync(root + "/" + name))) return;
       clearInterval(timer);
       console.log('{"verdict": "READY", "recommendations": [], "confidence": 1}');
     }, 20);`,
  );
  install(
    `providers: { reviewer: { type: agent, command: [node, review.mjs], timeout: 20 } }
personas:
  security-specialist: { provider: reviewer }
  performance-specialist: { provider: reviewer }
`,
  );
  const { code, of } = await create("--parallel");
  expect(code).toBe(0);
  expect(of("security-specialist")?.metadata.source).toBe("agent");
  expect(of("performance-specialist")?.metadata.source).toBe("agent");
});

test("where an agent is not to be had, whoever stands in for it answers", async () => {
  install(
    `providers: { broken: { type: agent, command: [no-such-program] } }
personas: { architect: { provider: broken, fallback: [rulebook] } }`,
  );
  const { code, of, stderr } = await create();
  expect(code).toBe(0);
  expect(of("architect")?.metadata).toMatchObject({ model: "rulebook", source: "fallback" });
  expect(stderr).toContain("no-such-program cannot be started");
});

test("an answer that does not fit ends with 4, and says where what was said is kept, without keys", async () => {
  box.write(
    "review.mjs",
    `console.error("signed in with " + process.env.MY_API_KEY);
     console.log("I would rather not say, " + process.env.MY_API_KEY);`,
  );
  install(
    `coordination: { maxRetries: 0 }
providers: { reviewer: { type: agent, command: [node, review.mjs], env: [MY_API_KEY] } }
personas: { architect: { provider: reviewer } }`,
  );
  const env = { MY_API_KEY: "a-key-of-mine-1234" };
  const { code, stdout } = await box.epic(["create", "Members renew loans", "--json"], { env });
  expect(code).toBe(4);
  const { error } = failureSchema.parse(JSON.parse(stdout));
  expect(error.message).toContain("The answer of reviewer does not fit");
  const [, kept = ""] = /kept in (\S+\.txt)/.exec(error.hint ?? "") ?? [];
  expect(readFileSync(kept, "utf8")).toBe("I would rather not say, [redacted]\n");
  const stderr = kept.replace("answer.txt", "stderr.txt");
  expect(readFileSync(stderr, "utf8")).toBe("signed in with [redacted]\n");
});
