import { existsSync, mkdirSync, readFileSync } from "node:fs";

import { afterEach, beforeEach, expect, test } from "vitest";

import { epicResponseSchema } from "../../src/schema/epic.ts";
import { failureSchema } from "../../src/schema/error.ts";
import { openSandbox, type Sandbox } from "./epic.ts";

let box: Sandbox;
beforeEach(() => {
  box = openSandbox();
  mkdirSync(box.path(".git"));
});
afterEach(() => {
  box[Symbol.dispose]();
});

const read = (path: string): string => readFileSync(box.path(path), "utf8");

async function reviewers(...args: readonly string[]) {
  const { stdout } = await box.epic(["create", "Members pay late fees", "--json", ...args]);
  const { epic } = epicResponseSchema.parse(JSON.parse(stdout));
  return epic.personas;
}

async function failure(...args: readonly string[]) {
  const { code, stdout } = await box.epic([...args, "--json"]);
  return { exit: code, ...failureSchema.parse(JSON.parse(stdout)).error };
}

const LEGAL = `name: legal-counsel
title: Legal Counsel
reviewOrder: 7
focusAreas: [{ id: terms, title: Terms, asks: Who agrees to what }]
`;

const SCRIPT = `process.stdout.write('{"verdict": "CONCERNS", "insights": ["by a script"], "recommendations": [], "confidence": 1}')`;

test("a new persona reviews at once, is shown, and stands up to a check", async () => {
  const { stdout } = await box.epic(["personas", "new", "legal-counsel"]);
  expect(stdout).toBe("written: .ai/personas/legal-counsel.yml\n");
  expect((await reviewers()).at(-1)).toMatchObject({
    persona: { name: "legal-counsel", reviewOrder: 7 },
    recommendations: [{ id: "legal-counsel-riskiest-assumption" }],
  });
  const shown = await box.epic(["personas", "show", "legal-counsel"]);
  expect(shown.stdout).toMatch(
    /^Legal Counsel \(legal-counsel 1\.0\.0\)\nFrom {8}\.ai\/personas\/legal-counsel\.yml\n/,
  );
  const prompt = await box.epic(["prompt", "legal-counsel", "Members pay late fees"]);
  expect(prompt.stdout).toContain("You are the Legal Counsel on a panel");
  const checked = await box.epic(["personas", "check", "legal-counsel"]);
  expect(checked).toMatchObject({ code: 0, stdout: expect.stringMatching(/^ok +legal-counsel/) });
});

test("every line that the example offers instead works as it stands", async () => {
  await box.epic(["personas", "new", "legal-counsel"]);
  const file = ".ai/personas/legal-counsel.yml";
  box.write(".ai/personas/legal-counsel.mjs", SCRIPT);
  box.write(file, read(file).replace("#   agentPath", "agentPath"));
  box.trustAll();
  expect((await reviewers()).at(-1)).toMatchObject({ insights: ["by a script"] });
  box.write(
    file,
    read(file).replace("# dependencies", "dependencies").replace("# timeout", "timeout"),
  );
  box.write(
    file,
    read(file).replace("# supportedModes", "supportedModes").replace("# fallback", "fallback"),
  );
  expect((await reviewers()).at(-1)).toMatchObject({ persona: { name: "legal-counsel" } });
  expect((await reviewers("--mode", "mvp")).at(-1)?.persona.name).toBe("devops-engineer");
});

test("a persona in one file is answered by a program beside it, from any folder", async () => {
  box.write("legal/legal.yml", `${LEGAL}agentPath: legal.mjs\n`);
  box.write("legal/legal.mjs", SCRIPT);
  const create = ["create", "Members pay late fees", "--persona", "legal/legal.yml"];
  expect(await failure(...create)).toMatchObject({
    exit: 5,
    message: "The agent ./legal/legal.mjs is not trusted, so it is not run",
    hint: expect.stringContaining("epic trust ./legal/legal.mjs"),
  });
  await box.epic(["trust", "./legal/legal.mjs"]);
  expect((await reviewers("--persona", "legal/legal.yml")).at(-1)).toMatchObject({
    insights: ["by a script"],
    metadata: { source: "agent" },
  });
});

test("an agent of another dialect is understood through its transformer", async () => {
  box.write(
    ".ai/personas/legal.yml",
    `${LEGAL}agentPath: legal.mjs
transformer:
  at: result
  rename: { findings: insights, actions: recommendations, certainty: confidence }
  renameInRecommendations: { what: title, why: description, severity: priority }
`,
  );
  box.write(
    ".ai/personas/legal.mjs",
    `console.log(JSON.stringify({ result: { findings: ["Old"], certainty: 0.5,
      actions: [{ what: "State fees", why: "So", severity: "high", type: "blocking" }] } }))`,
  );
  box.trustAll();
  expect((await reviewers()).at(-1)).toMatchObject({
    insights: ["Old"],
    recommendations: [{ title: "State fees", priority: "high", type: "blocking" }],
  });
});

const dialect = (mark: string) =>
  `export default { name: "dialect", version: "1.0.0", hooks: {
    transform: (persona, answer) => ({
      insights: String(answer).split(/\\d\\. /).filter(Boolean).map((text) => persona + " ${mark} " + text.trim()),
      recommendations: [], confidence: 0.5,
    }),
  } };`;

test("what renaming cannot do, code of the persona does, once it is trusted", async () => {
  box.write(
    ".ai/personas/legal.yml",
    `${LEGAL}agentPath: legal.mjs\ntransformer: { use: ./dialect.mjs }\n`,
  );
  box.write(".ai/personas/legal.mjs", 'console.log("1. State fees!! 2. Name the court!!")');
  box.write(".ai/personas/dialect.mjs", dialect("says"));
  await box.epic(["trust", "./.ai/personas/legal.mjs"]);
  const refused = await box.epic(["create", "Members renew loans", "--json"]);
  expect(refused.code).toBe(5);
  expect(JSON.parse(refused.stdout).error).toMatchObject({
    code: "NOT_TRUSTED",
    hint: expect.stringContaining("epic trust ./.ai/personas/dialect.mjs"),
  });
  expect(await box.epic(["trust", "./.ai/personas/dialect.mjs"])).toMatchObject({ code: 0 });
  expect((await reviewers()).at(-1)).toMatchObject({
    insights: ["legal-counsel says State fees!!", "legal-counsel says Name the court!!"],
  });
  // Other code reads otherwise: what the cache holds was read by the old one.
  box.write(".ai/personas/dialect.mjs", dialect("thinks"));
  await box.epic(["trust", "./.ai/personas/dialect.mjs"]);
  expect((await reviewers()).at(-1)?.insights[0]).toBe("legal-counsel thinks State fees!!");
  box.write(".ai/personas/dialect.mjs", dialect("says").replace("({", "x.y ?? ({"));
  await box.epic(["trust", "./.ai/personas/dialect.mjs"]);
  const failed = await box.epic(["create", "Members renew loans", "--json"]);
  expect(JSON.parse(failed.stdout).epic.gaps).toEqual([
    {
      persona: "legal-counsel",
      reason: "The transformer ./.ai/personas/dialect.mjs failed: x is not defined",
    },
  ]);
});

test("a persona of the project with the name of one that ships takes its place", async () => {
  box.write(".ai/personas/a.yml", LEGAL.replace("legal-counsel", "architect").replace("7", "2"));
  const listed = await box.epic(["personas", "list", "--json"]);
  const personas: unknown[] = JSON.parse(listed.stdout);
  expect(personas).toHaveLength(6);
  expect(personas).toContainEqual(
    expect.objectContaining({
      name: "architect",
      title: "Legal Counsel",
      origin: ".ai/personas/a.yml",
    }),
  );
  expect((await reviewers())[1]).toMatchObject({ recommendations: [] });
});

const RULE = `rules:
  - id: legal-fees
    focus: terms
    when: { any: [cap.mony] }
    title: State fees
    type: blocking
    priority: high
    effort: { mvp: [1, 2], standard: [1, 2], enterprise: [1, 2] }
    rationale: So
    acceptance: Done
    references: []
`;

test.each([
  [`${LEGAL}${RULE}`, ".ai/personas/bad.yml:6:5: legal-fees: ", "PersonaRegistration"],
  ["nmae: x\n", '.ai/personas/bad.yml:1:1: unknown key "nmae"', 'Did you mean "name"?'],
  [
    `${LEGAL}timeout: soon\n`,
    '.ai/personas/bad.yml:5:10: timeout must be a number, not "soon"',
    undefined,
  ],
  [
    `${LEGAL}provider: claud\n`,
    '.ai/personas/bad.yml:5:11: "claud" is no provider',
    'Did you mean "claude"?',
  ],
  [LEGAL.replace("title: ", "title "), ".ai/personas/bad.yml:2:", "colon"],
])(
  "a persona file with an error is told with file, line, field and mend (%#)",
  async (text, message, hint = "") => {
    box.write(".ai/personas/bad.yml", text);
    const told = await failure("create", "Members pay late fees");
    expect(told).toMatchObject({ exit: 2, message: expect.stringContaining(message) });
    expect(told.hint ?? "").toContain(hint);
    expect(existsSync(box.path(".ai/state/epic.db"))).toBe(false);
  },
);

test("check says of every file and provider what is missing, and exits with 1", async () => {
  box.write(".ai/personas/broken.yml", "name: broken\ntitle: B\nreviewOrder: 0\n");
  box.write(".ai/personas/legal.yml", `${LEGAL}fallback: [human, server]\nagentPath: gone.mjs\n`);
  box.write(
    ".ai/config.yml",
    `providers:
  nobody: { type: agent, command: [no-such-program] }
  keyed: { type: agent, command: [node, --version], env: [MY_API_KEY] }
  server: { type: openai-compatible, baseUrl: "http://127.0.0.1:9/v1", model: m }
personas:
  architect: { provider: nobody, fallback: [keyed, "openai:gpt-5.4"] }
`,
  );
  const before = await box.epic(["personas", "check", "architect"]);
  expect(before.stdout).toMatch(
    /failed +architect: nobody +The command of nobody, no-such-program, is not/,
  );
  box.trustAll();
  const { code, stdout } = await box.epic(["personas", "check"]);
  expect(code).toBe(1);
  const lines = stdout.split("\n");
  const find = (...words: readonly string[]) =>
    lines.find((line) => words.every((word) => line.includes(word)));
  expect(find("failed", "broken.yml", "reviewOrder must be more than 0")).toBeDefined();
  expect(find("failed", "architect: nobody", "no-such-program is not on the PATH")).toBeDefined();
  expect(find("warning", "architect: keyed", "MY_API_KEY is not set")).toBeDefined();
  expect(find("failed", "architect: openai", "OPENAI_API_KEY is not set")).toBeDefined();
  expect(find("failed", "legal-counsel: agent", "gone.mjs is not in")).toBeDefined();
  expect(find("ok", "legal-counsel: human", "a person")).toBeDefined();
  expect(
    find("failed", "legal-counsel: server", "http://127.0.0.1:9/v1 does not answer"),
  ).toBeDefined();
  expect(find("ok", "devops-engineer")).toBeDefined();
});

test("a deep check asks each provider for a review", async () => {
  box.write("review.mjs", SCRIPT);
  box.write("rubbish.mjs", "console.log('no')");
  box.write(
    ".ai/config.yml",
    `providers:
  good: { type: agent, command: [node, review.mjs] }
  bad: { type: agent, command: [node, rubbish.mjs] }
personas:
  architect: { provider: good, fallback: [bad] }
`,
  );
  box.trustAll();
  const { code, stdout } = await box.epic(["personas", "check", "architect", "--deep"]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/ok +architect: good, asked +good answered CONCERNS after [\d.]+ s/);
  expect(stdout).toMatch(/failed +architect: bad, asked +The answer of bad does not fit/);
});

test("a pack is taken in whole, recorded, and refused once it was changed", async () => {
  box.write(
    "node_modules/acme-personas/package.json",
    '{"name": "acme-personas", "version": "1.2.0"}',
  );
  box.write("node_modules/acme-personas/personas/legal.yml", `${LEGAL}agentPath: legal.mjs\n`);
  box.write("node_modules/acme-personas/personas/legal.mjs", SCRIPT);
  const { stdout, code } = await box.epic(["personas", "add", "acme-personas"]);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(
      /^added: acme-personas@1\.2\.0 with legal-counsel\nsha256-[0-9a-f]{64}\n$/,
    ),
  });
  expect(JSON.parse(read(".ai/personas/packs/packs.json"))).toEqual({
    packs: [
      {
        name: "acme-personas",
        version: "1.2.0",
        source: "acme-personas",
        files: ["legal.mjs", "legal.yml"],
        integrity: expect.stringContaining("sha256-"),
      },
    ],
  });
  expect(await failure("create", "Members pay late fees")).toMatchObject({
    exit: 5,
    hint: expect.stringContaining("epic trust ./.ai/personas/packs/acme-personas/legal.mjs"),
  });
  box.trustAll();
  expect((await reviewers()).at(-1)).toMatchObject({ insights: ["by a script"] });
  box.write(
    ".ai/personas/packs/acme-personas/legal.mjs",
    `${SCRIPT}; fetch("http://evil.example")`,
  );
  expect(await failure("create", "Members pay late fees")).toMatchObject({
    exit: 5,
    message: "The persona pack acme-personas is not as it was added",
    hint: expect.stringContaining("epic personas add acme-personas"),
  });
});

test.each([
  [
    ["personas", "show", "architct"],
    2,
    "There is no persona architct",
    'Did you mean "architect"?',
  ],
  [["personas", "check", "zebra"], 2, "There is no persona zebra", "the personas are"],
  [["personas", "new", "Legal Counsel"], 2, "must be kebab-case", ""],
  [["personas", "new", "architect"], 2, "architect ships", "choose another name"],
  [["personas", "new", "../../evil"], 2, "must be kebab-case", ""],
  [
    ["personas", "add", "no-such-pack"],
    2,
    "There is no persona pack no-such-pack",
    "npm install --save-dev no-such-pack",
  ],
  [["personas", "add", "./nowhere"], 2, "There is no persona pack ./nowhere", "folder"],
  [["personas", "add", "."], 2, "holds no persona", "personas/legal-counsel.yml"],
])("%j is refused", async (args, code, message, hint) => {
  const told = await failure(...args);
  expect(told).toMatchObject({ exit: code, message: expect.stringContaining(message) });
  expect(told.hint ?? "").toContain(hint);
});

test("nothing is overwritten, and a pack with a fault is not taken in", async () => {
  await box.epic(["personas", "new", "legal"]);
  expect(await failure("personas", "new", "legal")).toMatchObject({ exit: 2 });
  box.write("pack/one.yml", "title: nameless\n");
  expect(await failure("personas", "add", "./pack")).toMatchObject({
    exit: 2,
    message: expect.stringContaining("pack/one.yml:1:1: name is missing"),
  });
  expect(existsSync(box.path(".ai/personas/packs"))).toBe(false);
});

test("--personas auto leaves out whoever has nothing to say, with the reason, and keeps to it", async () => {
  const text =
    "Replace the internal REST API between billing and ledger with a message queue; 2000 messages per second";
  const { stdout, stderr } = await box.epic(["create", text, "--personas", "auto", "--json"]);
  const { epic } = epicResponseSchema.parse(JSON.parse(stdout));
  expect(epic.personas.map(({ persona }) => persona.name)).not.toContain("accessibility-advocate");
  expect(epic.personas).toHaveLength(5);
  expect(stderr).toContain(
    "accessibility-advocate was left out: none of its rules speaks to this epic",
  );
});

test("--order auto, from the configuration as well, puts those with most at stake first", async () => {
  box.write(".ai/config.yml", "coordination: { order: auto }\n");
  const text = "Patients book appointments online and pay by card; we store health data under GDPR";
  const { stderr } = await box.epic(["create", text, "--json"]);
  const names = [...stderr.matchAll(/\] ([\w-]+): reviews/g)].map(([, name]) => name);
  expect(names).toHaveLength(6);
  expect(names.indexOf("accessibility-advocate")).toBeLessThan(
    names.indexOf("performance-specialist"),
  );
  expect(names.indexOf("architect")).toBeLessThan(names.indexOf("security-specialist"));
});
