import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

import { expect, onTestFinished, test } from "vitest";

import { epicResponseSchema } from "../../src/schema/epic.ts";
import { good, SEEN } from "../adapters/models/answers.ts";
import { anthropic } from "../wire/anthropic.ts";
import { KEY, openModelServer } from "../wire/model-server.ts";
import { openSandbox, type Sandbox } from "./epic.ts";

const EPIC =
  "Customers sign in with single sign-on and see their orders; 2000 requests per second at peak";

/** Notes that it was asked, and by whose reviews it was preceded. */
const AGENT = `
import { appendFileSync, readFileSync } from "node:fs";
const { epic } = JSON.parse(readFileSync(0, "utf8"));
appendFileSync(process.env.EPIC_PROJECT_ROOT + "/asked", epic.previousPersonas.join(" ") + "\\n");
console.log(JSON.stringify({
  verdict: "CONCERNS", insights: [], confidence: 0.9,
  recommendations: [{ title: "Rotate the signing keys", type: "suggested", priority: "high", description: "So." }],
}));
`;

const config = (baseUrl: string): string => `
coordination: { maxRetries: 0 }
providers:
  house: { type: anthropic, baseUrl: "${baseUrl}", apiKeyEnv: HOUSE_KEY }
  script: { type: agent, command: [node, review.mjs] }
  dana: { type: human, who: Dana }
personas:
  product-owner: { provider: "house:claude-opus-4-5" }
  architect: { provider: script }
  accessibility-advocate: { provider: dana }
`;

const env = { HOUSE_KEY: KEY };

/** A project whose panel is a model, an agent, a person and, for the others, the rulebook. */
async function openPanel() {
  const answer = { does: "answer", text: good({ coverage: SEEN }) } as const;
  const server = await openModelServer(anthropic, answer);
  const box = openSandbox();
  onTestFinished(async () => {
    await server[Symbol.asyncDispose]();
    box[Symbol.dispose]();
  });
  mkdirSync(box.path(".ai"));
  writeFileSync(box.path(".ai/config.yml"), config(server.baseUrl));
  writeFileSync(box.path("review.mjs"), AGENT);
  box.trustAll();
  const agentAsked = () =>
    existsSync(box.path("asked")) ? readFileSync(box.path("asked"), "utf8").trim().split("\n") : [];
  return { box, server, agentAsked };
}

/** Fills in the question that the run waits with, as Dana would. */
function fillIn(box: Sandbox): string {
  const [file = ""] = readdirSync(box.path(".ai/questions"));
  const path = box.path(".ai/questions", file);
  const question = readFileSync(path, "utf8");
  const advice = "### Let people sign in without a mouse\ntype: blocking\n\nSome have none.\n";
  writeFileSync(path, `${question.replace("verdict:", "verdict: BLOCKED")}\n${advice}`);
  return path;
}

function sourcesOf(stdout: string) {
  const { epic } = epicResponseSchema.parse(JSON.parse(stdout));
  return epic.personas.map(({ persona, metadata, recommendations }) => [
    persona.name,
    metadata.source,
    metadata.model,
    recommendations.length > 0 ? recommendations[0]?.title : undefined,
  ]);
}

const RULES = expect.any(String);
const PANEL = [
  ["product-owner", "model", "claude-opus-4-5", "Show each customer their own orders only"],
  ["architect", "agent", "script", "Rotate the signing keys"],
  ["security-specialist", "rulebook", "rulebook", RULES],
  ["performance-specialist", "rulebook", "rulebook", RULES],
  ["accessibility-advocate", "person", "Dana", "Let people sign in without a mouse"],
  ["devops-engineer", "rulebook", "rulebook", RULES],
];

test("a model, an agent, a person and the rulebook review one epic, and each word says whose it is", async () => {
  const { box, server, agentAsked } = await openPanel();
  const asked = await box.epic(["create", EPIC], { env });
  expect(asked.code).toBe(3);
  expect(asked.stdout).toContain("Show each customer their own orders only");
  const waiting = await box.epic(["status", "latest"]);
  expect(waiting.stdout).toMatch(/product-owner +completed +model, /);
  expect(waiting.stdout).toMatch(/architect +completed +agent, /);
  expect(waiting.stdout).toMatch(/security-specialist +completed +rulebook, /);
  expect(waiting.stdout).toMatch(/accessibility-advocate +waiting +/);
  expect(waiting.stdout.replaceAll(/\s+/g, " ")).toMatch(
    /Next epic answer task-\w+ --file \.ai\/questions\/\S+\.md $/,
  );

  const answered = await box.epic(["answer", "latest", "--file", fillIn(box), "--json"], { env });
  expect(answered.code).toBe(0);
  expect(sourcesOf(answered.stdout)).toEqual(PANEL);
  expect(server.faults).toEqual([]);
  expect(server.asked).toHaveLength(1);
  expect(agentAsked()).toEqual(["product-owner"]);
  const { stdout } = await box.epic(["show", "latest", "--format", "markdown"]);
  for (const [, source = "", model = ""] of PANEL) {
    expect(stdout).toMatch(new RegExp(`\\| ${String(source)} +\\| ${String(model)} +\\|`));
  }
  expect((await box.epic(["status", "latest"])).stdout).toMatch(
    /accessibility-advocate +completed +person, /,
  );
});

test.each([
  ["after-save:3", false],
  ["before-save:4", false],
  ["after-save:4", true],
])(
  "killed %s, the panel goes on where it stood, and nobody is asked twice who had answered",
  async (fault, architectHad) => {
    const { box, server, agentAsked } = await openPanel();
    const killed = await box.epic(["create", EPIC], { env: { ...env, EPIC_FAULT: fault } });
    expect(killed.signal).toBe("SIGKILL");
    const before = JSON.parse((await box.epic(["status", "latest", "--json"])).stdout);
    const completed: readonly string[] = before.completedPersonas;
    expect(completed).toContain("product-owner");

    const resumed = await box.epic(["resume", "latest"], { env });
    expect(resumed.code).toBe(3);
    for (const name of completed) expect(resumed.stderr).not.toContain(`${name}: reviews`);
    const answered = await box.epic(["answer", "latest", "--file", fillIn(box), "--json"], { env });
    expect(answered.code).toBe(0);
    const { epic } = epicResponseSchema.parse(JSON.parse(answered.stdout));
    expect(epic.personas.map(({ metadata }) => metadata.model)).toEqual(
      PANEL.map(([, , model]) => model),
    );
    expect(server.asked).toHaveLength(1);
    expect(completed.includes("architect")).toBe(architectHad);
    // Its answer was in the cache before the program died.
    expect(agentAsked()).toHaveLength(1);
  },
);
